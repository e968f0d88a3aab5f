import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingsCsv, GOOD_BOOKING } from './testing/booking-rows.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeEach(() => {
  room = makeIngestRoom();
});
afterEach(() => room.close());

const PSEUDONYM = 'a1'.repeat(32);
const csv = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const columns = [...Object.keys(GOOD_BOOKING), 'patient_pid'];
  const lines = rows.map((row, i) => {
    const full: Readonly<Record<string, string>> = { ...GOOD_BOOKING, booking_id: `B${i}`, ...row };
    return columns.map((c) => full[c] ?? '').join(',');
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
};

/** Whether a text stands anywhere under the home: in rows, in rejects, in kept files. Parquet is compressed, so it is asked as well. */
async function isAnywhere(text: string): Promise<boolean> {
  const { home } = room;
  const files = readdirSync(join(home, 'warehouse'), { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    if (readFileSync(path).includes(text)) return true;
    if (file.name !== 'rows.parquet') continue;
    const rows = await room.ask(`SELECT count(*) FILTER (to_json(t)::VARCHAR ILIKE '%${text}%') AS n FROM '${path}' t`);
    if (Number(rows[0]?.['n']) > 0) return true;
  }
  return false;
}

describe('what is no pseudonym', () => {
  it.each([
    ['a name', 'Jeanne Moreau'],
    ['an e-mail address', 'jeanne.moreau@exemple.fr'],
    ['a telephone number', '0612345678'],
    ['a social security number', '284127512345678'],
    ['63 hexadecimal digits', 'a'.repeat(63)],
    ['64 digits of which one is not hexadecimal', `${'a'.repeat(63)}g`],
  ])('%s: the row is refused, its text is nowhere, the other rows stay', async (_title, text) => {
    const outcome = await room.ingest(csv([{ patient_pid: text }, { patient_pid: PSEUDONYM }, { patient_pid: '' }]));
    expect(outcome).toMatchObject({
      accepted: 2,
      rejected: 1,
      issueCounts: [{ rule: 'PSEUDONYM', severity: 'reject', rows: 1 }],
    });
    const [issue] = await room.issues(outcome);
    expect(issue).toMatchObject({
      line: 2,
      rule: 'PSEUDONYM',
      column: 'patient_pid',
      value: `[not kept: ${text.length} characters]`,
    });
    expect(JSON.stringify(issue)).not.toContain(text);
    expect(await isAnywhere(text)).toBe(false);
    expect(outcome.warnings.join(' ')).toMatch(/the file itself was not kept/);
  });

  it('nor is it kept where another rule refuses the row first, or only warns of it', async () => {
    const outcome = await room.ingest(
      csv([
        { patient_pid: 'Jeanne Moreau', booked_at: 'hier' },
        { patient_pid: 'Louis Jouvet', weight: '0' },
      ]),
    );
    expect((await room.issues(outcome)).map((i) => i.rule)).toEqual(['CAST', 'R6']);
    for (const name of ['Moreau', 'Jouvet']) expect(JSON.stringify(await room.issues(outcome))).not.toContain(name);
  });

  it('a malformed line of such a file is kept only if it holds a pseudonym, without its address and number', async () => {
    const lines = csv([{ patient_pid: PSEUDONYM }]);
    const outcome = await room.ingest(
      `${lines}B8,Jeanne Moreau,06 12 34 56 78\nB9,${PSEUDONYM},jeanne@exemple.fr,06 12 34 56 78,rest\n`,
    );
    const texts = (await room.issues(outcome)).map((i) => i.original);
    expect(texts).toEqual(['[not kept: 31 characters]', `B9,${PSEUDONYM},[not kept],[not kept],rest`]);
  });

  it('a mapping that makes the pseudonym from names keeps no name in warned rows', async () => {
    const outcome = await room.ingest(
      csv([{ patient_pid: 'Jeanne Moreau', site_dept: '99' }, { patient_pid: 'Louis Jouvet' }]),
      {
        mapping: {
          table: 'booking',
          fields: {
            ...Object.fromEntries(Object.keys(GOOD_BOOKING).map((c) => [c, { column: c }])),
            patient_pid: { sql: 'sha256(patient_pid)' },
            source_file_sha256: { file: 'sha256' },
          },
        },
      },
    );
    expect(outcome).toMatchObject({ accepted: 2, warned: 1 });
    expect((await room.issues(outcome))[0]?.original).toContain('[not kept: 13 characters]');
  });

  it('a file of pseudonyms is kept as it came, and its rejects too', async () => {
    const outcome = await room.ingest(csv([{ patient_pid: PSEUDONYM, weight: '0' }]));
    expect((await room.issues(outcome))[0]?.original).toContain(PSEUDONYM);
    expect(existsSync(join(room.home, 'warehouse/files', outcome.file.sha256))).toBe(true);
    expect((await room.ingest(bookingsCsv([{}]))).warnings.join(' ')).not.toMatch(/PSEUDONYM/);
  });
});
