import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@vigie/kernel';
import { bookingsCsv } from './testing/booking-rows.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';
import { listIngests } from './list-ingests.ts';

const COUNTS = 'id_centre,date_debut_semaine,rdv_pris,code_departement';

let room: ReturnType<typeof makeIngestRoom>;
beforeAll(async () => {
  room = makeIngestRoom();
  await room.ingest(`${COUNTS}\n1,2021-04-12,10,75\n`, { name: 'good.csv' });
});
afterAll(() => room.close());

/** One clear sentence, and what was there before still is. */
async function refused(
  content: string | Buffer,
  sentence: RegExp,
  request: Parameters<typeof room.ingest>[1] = {},
): Promise<AppError> {
  const error: unknown = await room.ingest(content, request).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AppError);
  if (!(error instanceof AppError)) throw new TypeError('unreachable');
  expect(error.message).toMatch(sentence);
  expect(error.message.length).toBeLessThan(500);
  expect((await listIngests(room.home)).map((r) => r.file.name)).toContain('good.csv');
  expect(room.leftovers()).toEqual([]);
  expect(readdirSync(join(room.home, 'warehouse', 'files'))).toHaveLength(1);
  return error;
}

describe('files that are refused, each with one sentence', () => {
  it('empty', () => refused('', /“.*” is empty/));
  it('blank lines only', () => refused('\n\n  \n', /is empty/));
  it('a gzip of nothing', () => refused(gzipSync(Buffer.alloc(0)), /is empty/));
  it('a truncated gzip', () =>
    refused(
      gzipSync(Buffer.from(bookingsCsv(Array.from({ length: 500 }, () => ({}))))).subarray(0, 400),
      /gzip file that was cut short/,
    ));
  it('a header with one delimiter and rows with another', () =>
    refused(
      `${COUNTS}\n1;2021-04-12;10;75\n2;2021-04-12;10;75\n`,
      /header is separated by comma \(4 columns\) and the rows by semicolon/,
    ));
  it('no delimiter at all', () => refused('id:semaine:rdv\n1:2021-04-12:10\n', /No delimiter found/));
  it('a binary', () =>
    refused(Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)), /is a binary file/));
  it('a workbook', () => refused(Buffer.from('504b030414000600', 'hex'), /ZIP archive or an Excel workbook/));
  it('10,000 columns', () =>
    refused(`${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n1\n`, /has 10,000 columns/));
  it('an unclosed quote, with its line', async () => {
    const error = await refused(
      `${COUNTS}\n1,2021-04-12,10,75\n2,"2021-04-12,10,75\n3,2021-04-12,10,75\n`,
      /a quote is opened on line 3 and never closed/,
    );
    expect(error.where).toMatchObject({ line: 3 });
  });
  it('an unclosed quote far into a file', () =>
    refused(
      `${COUNTS}\n${'1,2021-04-12,10,75\n'.repeat(200_000)}2,"2021-04-12,10,75\n${'1,2021-04-12,10,75\n'.repeat(1000)}`,
      /opened on line 200002/,
    ));
  it('a file that no profile reads', () => refused('a,b\n1,2\n', /No profile fits “.*”: its columns are a, b/));
  it('a file of another profile, which is named', async () => {
    const error = await refused(
      `${COUNTS}\n1,2021-04-12,10,75\n`,
      /does not look like booking-export: the header lacks “booking_id”/,
      { profile: 'booking-export' },
    );
    expect(error.cure).toMatch(/fr-vaccination-bookings/);
  });
  it('a profile that does not exist', () => refused('a,b\n1,2\n', /no profile named “nope”/, { profile: 'nope' }));
  it('a register that nothing dates', () =>
    refused('gid,nom,rdv_site_web\n1,A,https://www.doctolib.fr\n', /nothing for snapshot_date .*--date/, {
      name: 'undated.csv',
    }));
  it('JSON of another shape', () => refused('{"a": 1}', /JSON of an unknown shape/));
  it('broken JSON', () => refused('{"dates": [', /is not valid JSON/));
  it('a Parquet file cut short', () => refused(Buffer.from('PAR1aaaaaaaaaaaaaaaaaaaaaaaa'), /damaged or cut short/));
});

describe('files that are read with their faults told', () => {
  it('a header and no rows: nothing in, nothing lost', async () => {
    expect(await room.ingest(`${COUNTS}\n`)).toMatchObject({ rowsIn: 0, accepted: 0, rejected: 0, dataFrom: null });
  });

  it('mixed encodings: each line in its own, and warned', async () => {
    const content = Buffer.concat([
      Buffer.from(`${COUNTS},nom_centre\n1,2021-04-12,10,75,Hôpital\n2,2021-04-12,10,75,Élancourt\n`),
      Buffer.from('3,2021-04-12,10,75,Orl\xe9ans\n', 'latin1'),
    ]);
    const outcome = await room.ingest(content);
    expect(outcome).toMatchObject({ accepted: 3, warned: 1, issueCounts: [{ rule: 'ENCODING', rows: 1 }] });
    expect(outcome.warnings[0]).toMatch(/the first is line 4/);
    expect(await room.rows(outcome, 'site_name')).toEqual([
      { site_name: 'Hôpital' },
      { site_name: 'Élancourt' },
      { site_name: 'Orléans' },
    ]);
    expect((await room.issues(outcome))[0]).toMatchObject({
      line: 4,
      rule: 'ENCODING',
      original: '3,2021-04-12,10,75,Orléans',
    });
  });

  it('a date in the future of the day the file was made', async () => {
    const outcome = await room.ingest(`${COUNTS}\n1,2021-04-12,10,75\n1,2021-05-10,10,75\n1,2099-01-05,10,75\n`, {
      options: { asOf: '2021-05-04' },
    });
    expect(outcome).toMatchObject({
      accepted: 3,
      warned: 2,
      extractedOn: '2021-05-04',
      issueCounts: [{ rule: 'FUTURE', severity: 'warn', rows: 2 }],
    });
    const byClock = await room.ingest(`${COUNTS}\n1,2021-04-12,10,75\n1,2099-01-05,10,75\n`);
    expect(byClock.issueCounts).toEqual([{ rule: 'FUTURE', severity: 'warn', rows: 1 }]);
  });

  it('duplicated and padded header names, CRLF and LF, blank lines, a footer', async () => {
    const content = ` id_centre ,date_debut_semaine,rdv_pris,code_departement,rdv_pris\r\n1,2021-04-12,"1 158",75,9\n\n2,2021-04-12,10,75,9\r\nTotal : 1168\n`;
    const outcome = await room.ingest(content);
    expect(outcome).toMatchObject({ rowsIn: 3, accepted: 2, rejected: 1, columnsIgnored: ['rdv_pris (2)'] });
    expect(await room.rows(outcome, 'site_id, bookings')).toEqual([
      { site_id: '1', bookings: 1158 },
      { site_id: '2', bookings: 10 },
      { site_id: null, bookings: null },
    ]);
    expect((await room.issues(outcome)).map((i) => [i.line, i.rule, i.original])).toEqual([
      [5, 'MALFORMED', 'Total : 1168'],
    ]);
  });

  it('line numbers stay right after quoted line breaks', async () => {
    const outcome = await room.ingest(
      `${COUNTS},nom_centre\n1,2021-04-12,10,75,"a\nb"\n2,2021-04-12,dix,75,c\n3,2021-04-12,10,75,"x\n\ny"\n4,nope,10,75,d\n`,
    );
    expect((await room.issues(outcome)).map((i) => [i.line, i.column, i.value])).toEqual([
      [4, 'rdv_pris', 'dix'],
      [8, 'date_debut_semaine', 'nope'],
    ]);
  });

  it('a number that reads two ways is refused, not guessed', async () => {
    const outcome = await room.ingest(
      `${COUNTS}\n1,2021-04-12,"1,000",75\n2,2021-04-12,1.5,75\n3,2021-04-12,12.0,75\n4,2021-04-12,-3,75\n`,
    );
    expect((await room.issues(outcome)).map((i) => [i.line, i.rule])).toEqual([
      [2, 'CAST'],
      [3, 'CAST'],
      [5, 'NEGATIVE'],
    ]);
  });
});
