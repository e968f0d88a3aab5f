import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeIngestRoom } from './testing/ingest-room.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeEach(() => {
  room = makeIngestRoom();
});
afterEach(() => room.close());

const counts = (rows: readonly (readonly [id: string, day: string])[]): string =>
  `id_centre,date_debut_semaine,code_departement,rdv_pris\n${rows.map(([id, day]) => `${id},${day},75,10`).join('\n')}\n`;
const register = (ids: readonly string[]): string =>
  `gid;nom;com_insee;rdv_site_web\n${ids.map((id) => `${id};Centre ${id};75056;https://www.doctolib.fr/x`).join('\n')}\n`;
const asCounts = { profile: 'fr-vaccination-bookings' };
const asRegister = { profile: 'fr-vaccination-centres', options: { date: '2021-05-04' } };

it('a week that begins on a Tuesday is a warning; a Monday is none', async () => {
  const outcome = await room.ingest(
    counts([
      ['1', '2021-04-12'],
      ['1', '2021-04-20'],
    ]),
    asCounts,
  );
  expect(outcome).toMatchObject({ accepted: 2, issueCounts: [{ rule: 'WEEKDAY', severity: 'warn', rows: 1 }] });
  expect((await room.issues(outcome))[0]).toMatchObject({
    line: 3,
    column: 'date_debut_semaine',
    message: 'date_debut_semaine is 2021-04-20, and the period is a week; weeks begin on Monday. Kept.'.replace(
      '2021-04-20',
      '“2021-04-20”',
    ),
  });
});

it('ids that lost their leading zeros are named before and after, whichever file comes first', async () => {
  const ids = ['0077', '0105', '12'];
  const weeks = counts([
    ['77', '2021-04-12'],
    ['105', '2021-04-12'],
    ['12', '2021-04-12'],
    ['999', '2021-04-12'],
  ]);
  await room.ingest(register(ids), asRegister);
  const said =
    'ZEROS: 2 site ids of published counts would be in a register with other leading zeros: “105” → “0105”, “77” → “0077”.';
  expect((await room.ingest(weeks, asCounts)).warnings.join(' ')).toContain(said);
  const other = makeIngestRoom();
  await other.ingest(weeks, asCounts);
  expect((await other.ingest(register(ids), asRegister)).warnings.join(' ')).toContain(said);
  other.close();
});

it('added zeros are named too; two candidates are none', async () => {
  await room.ingest(register(['7', '8', '08']), asRegister);
  const outcome = await room.ingest(
    counts([
      ['007', '2021-04-12'],
      ['008', '2021-04-12'],
    ]),
    asCounts,
  );
  expect(outcome.warnings.join(' ')).toContain(
    '1 site id of published counts would be in a register with other leading zeros: “007” → “7”.',
  );
});
