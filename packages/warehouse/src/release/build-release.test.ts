import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { verifyRelease } from './verify-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { ingestGoldenA } from './testing/golden-a.ts';
import { makeIngest } from './testing/make-ingest.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-release-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const ask = (sql: string, number?: number): Promise<unknown[][]> => askRelease(home, sql, number);

describe('golden dataset A', () => {
  beforeEach(() => ingestGoldenA(home));

  it('175 + 55 + 50 = 280 online bookings of 700 appointments; equipment 5/3/3, fractional 4/2/2 of 8 equipped, 10 surveyed', async () => {
    const { release, changed } = await buildRelease(home);
    expect(changed).toBe(true);
    expect(release.number).toBe(1);
    expect(
      await ask(
        'select platform, sum(volume), sum(rows) from rollup_booking_month where is_online group by 1 order by 1',
      ),
    ).toEqual([
      ['alpha', 55, 55],
      ['beta', 50, 50],
      ['own', 175, 175],
    ]);
    expect(await ask('select count(*) from fact_booking')).toEqual([[700]]);
    expect(
      await ask('select platform, sum(full_count), sum(fractional) from rollup_equipment_month group by 1 order by 1'),
    ).toEqual([
      ['alpha', 3, 2],
      ['beta', 3, 2],
      ['own', 5, 4],
    ]);
    expect(await ask('select departement, equipped, surveyed from rollup_equipped_month order by 1')).toEqual([
      ['48', 2, 4],
      ['75', 6, 6],
    ]);
    expect(await ask('select count(*), count(distinct practitioner_id_nat) from booking')).toEqual([[700, 8]]);
    expect(release.manifest).toMatchObject({ dataFrom: '2021-04-01', dataToExclusive: '2021-05-01', simulated: false });
  });

  it('building the same again changes nothing; forced, it gives another number and the same hash', async () => {
    const first = await buildRelease(home);
    const again = await buildRelease(home);
    expect([again.changed, again.release.number]).toEqual([false, 1]);
    const forced = await buildRelease(home, { force: true, threads: 1 });
    expect([forced.changed, forced.release.number]).toEqual([true, 2]);
    expect(forced.release.hash).toBe(first.release.hash);
    expect((await verifyRelease(home, 2)).ok).toBe(true);
  });

  it('rowsIn = rowsOut + what was left out, in every step', async () => {
    const { release } = await buildRelease(home);
    expect(release.manifest.steps.length).toBeGreaterThan(4);
    for (const step of release.manifest.steps) {
      expect([step.name, step.rowsOut + step.leftOut.reduce((sum, each) => sum + each.rows, 0)]).toEqual([
        step.name,
        step.rowsIn,
      ]);
    }
  });

  it('simulated data wait outside while there is real data, and stand alone when there is none', async () => {
    await makeIngest({
      home,
      table: 'booking',
      label: 'simulated',
      simulated: true,
      sql: "select 's' as booking_id, 'zeta' as platform_code, 'P1' as practitioner_id_nat, '75' as site_dept, timestamptz '2021-04-01 08:00:00+00' as booked_at",
    });
    const real = await buildRelease(home);
    expect(real.release.manifest.simulated).toBe(false);
    expect(real.leftAside).toEqual([expect.objectContaining({ reason: 'simulated data' })]);
    expect(await ask("select count(*) from booking where platform_code = 'zeta'")).toEqual([[0]]);
    const simulated = await buildRelease(home, { data: 'simulated' });
    expect(simulated.release.manifest.simulated).toBe(true);
    expect(await ask('select platform_code, count(*) from booking group by 1')).toEqual([['zeta', 1]]);
    expect(await ask("select value from release_info where key = 'simulated'")).toEqual([['true']]);
  });
});

describe('what cannot be built', () => {
  it('nothing ingested: says so', async () => {
    await expect(buildRelease(home)).rejects.toMatchObject({ code: 'NOT_FOUND', reason: 'NOTHING_INGESTED' });
  });

  it('two builds at once: one works, the other is told who does', async () => {
    await ingestGoldenA(home);
    const [done, refused] = (await Promise.allSettled([buildRelease(home), buildRelease(home)])).sort((a, b) =>
      a.status.localeCompare(b.status),
    );
    expect(done).toMatchObject({ status: 'fulfilled', value: { changed: true, release: { number: 1 } } });
    expect(refused).toMatchObject({
      status: 'rejected',
      reason: { code: 'CONFLICT', reason: 'WAREHOUSE_BUSY', where: { pid: String(process.pid) } },
    });
    expect((await buildRelease(home)).changed).toBe(false);
  });

  it('two builds at once, willing to wait: the second finds nothing left to do', async () => {
    await ingestGoldenA(home);
    const waiting = { waitSeconds: 30 };
    const [first, second] = await Promise.all([buildRelease(home, waiting), buildRelease(home, waiting)]);
    expect(first.changed).toBe(!second.changed);
    expect(second.release.number).toBe(1);
  });

  it('cancelled half-way: nothing is published, the next build works', async () => {
    await ingestGoldenA(home);
    const controller = new AbortController();
    const build = buildRelease(home, {
      signal: controller.signal,
      onProgress: ({ stage }) => stage === 'database' && controller.abort(),
    });
    await expect(build).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await buildRelease(home)).release.number).toBe(1);
  });
});
