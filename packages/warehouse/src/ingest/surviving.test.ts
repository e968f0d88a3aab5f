import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestFile } from './ingest-file.ts';
import { listIngests } from './list-ingests.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';
import { writeBookings } from './testing/write-bookings.ts';

const ROWS = 40_000;
const CHILD = fileURLToPath(new URL('./testing/ingest-child.ts', import.meta.url));

let room: ReturnType<typeof makeIngestRoom>;
let csv: string;
beforeAll(async () => {
  room = makeIngestRoom();
  csv = join(room.home, 'bookings.csv');
  await writeBookings(csv, ROWS);
}, 60_000);
afterAll(() => room.close());

function start(home: string, path: string): { exit: Promise<{ code: number | null; out: string }>; kill: () => void } {
  const child = spawn(process.execPath, [CHILD, home, path], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const exit = new Promise<{ code: number | null; out: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out })),
  );
  return { exit, kill: () => child.kill('SIGKILL') };
}

describe('two at once', () => {
  it('different files both come in; the same file comes in once and the other waits', async () => {
    const home = mkdtempSync(join(room.home, 'home-'));
    const other = room.put('id_centre,date_debut_semaine,rdv_pris,code_departement\n1,2021-04-12,10,75\n');
    const results = await Promise.all([start(home, csv).exit, start(home, csv).exit, start(home, other).exit]);
    expect(
      results.map((r) => r.code),
      results.map((r) => r.out).join('\n'),
    ).toEqual([0, 0, 0]);
    expect(
      results
        .slice(0, 2)
        .map((r) => /already=(\w+)/.exec(r.out)?.[1] ?? '')
        .sort(),
    ).toEqual(['false', 'true']);
    expect((await listIngests(home)).map((r) => [r.table, r.accepted])).toEqual([
      ['booking', ROWS],
      ['booking_count', 1],
    ]);
  }, 60_000);

  it('and in one process', async () => {
    const home = mkdtempSync(join(room.home, 'home-'));
    const both = await Promise.all([ingestFile({ home }, { path: csv }), ingestFile({ home }, { path: csv })]);
    expect(both.map((b) => String(b.alreadyIngested)).sort((a, b) => a.localeCompare(b))).toEqual(['false', 'true']);
    expect(both[0]?.id).toBe(both[1]?.id);
  }, 60_000);
});

describe('kill -9', () => {
  it('at six moments: never half an ingest; the next one succeeds and sweeps', async () => {
    const home = mkdtempSync(join(room.home, 'home-'));
    await ingestFile(
      { home },
      { path: room.put('id_centre,date_debut_semaine,rdv_pris,code_departement\n1,2021-04-12,10,75\n') },
    );
    for (const milliseconds of [150, 300, 450, 600, 800, 1000]) {
      const child = start(home, csv);
      const timer = setTimeout(child.kill, milliseconds);
      const { code } = await child.exit;
      clearTimeout(timer);
      const found = await listIngests(home);
      expect(found.map((r) => r.rowsIn)).toEqual(code === 0 || found.length === 2 ? [ROWS, 1] : [1]);
      rmSync(join(home, 'warehouse', 'ingests', found.find((r) => r.table === 'booking')?.id ?? 'none'), {
        recursive: true,
        force: true,
      });
    }
    expect(await ingestFile({ home }, { path: csv })).toMatchObject({ rowsIn: ROWS, alreadyIngested: false });
    const names = ['files', 'ingests'].flatMap((d) => readdirSync(join(home, 'warehouse', d)));
    expect(names.filter((n) => n.startsWith('.'))).toEqual([]);
  }, 120_000);
});

describe('cancelling', () => {
  it.each(['receive', 'rows'] as const)(
    'during “%s” leaves nothing behind',
    async (stage) => {
      const home = mkdtempSync(join(room.home, 'home-'));
      const controller = new AbortController();
      const onProgress = (p: { stage: string }): void => {
        if (p.stage === stage) controller.abort();
      };
      await expect(ingestFile({ home, signal: controller.signal, onProgress }, { path: csv })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
      expect(await listIngests(home)).toEqual([]);
      expect(readdirSync(join(home, 'warehouse', 'ingests'))).toEqual([]);
    },
    60_000,
  );
});

/** Why a small tmpfs cannot be had here, or null. */
function mountRefusal(): string | null {
  if (process.platform !== 'linux') return 'no tmpfs on this system';
  const at = mkdtempSync(join(tmpdir(), 'vigie-tmpfs-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', at]);
  if (mounted.status !== 0) {
    rmSync(at, { recursive: true, force: true });
    return 'mounting is not permitted';
  }
  spawnSync('umount', [at]);
  rmSync(at, { recursive: true, force: true });
  return null;
}

const refusal = mountRefusal();
describe.skipIf(refusal !== null)(`a full disk (${refusal ?? 'a tmpfs of a few megabytes'})`, () => {
  it.each([6, 16, 17])(
    'of %i MB: one clear sentence, the last ingest intact, nothing half published',
    async (megabytes) => {
      const home = mkdtempSync(join(tmpdir(), 'vigie-full-'));
      mkdirSync(home, { recursive: true });
      expect(spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', home]).status).toBe(0);
      try {
        await ingestFile(
          { home },
          { path: room.put('id_centre,date_debut_semaine,rdv_pris,code_departement\n1,2021-04-12,10,75\n') },
        );
        const error: unknown = await ingestFile({ home }, { path: csv }).catch((e: unknown) => e);
        expect(error).toMatchObject({
          code: 'LIMIT_REACHED',
          reason: 'DISK_FULL',
          message: expect.stringMatching(/disk is full/) as unknown,
        });
        expect((await listIngests(home)).map((r) => r.table)).toEqual(['booking_count']);
      } finally {
        spawnSync('umount', [home]);
        rmSync(home, { recursive: true, force: true });
      }
    },
    60_000,
  );
});
