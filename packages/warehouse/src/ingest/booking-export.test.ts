import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookingsCsv } from './testing/booking-rows.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';
import { writeBookings } from './testing/write-bookings.ts';
import { ingestFile } from './ingest-file.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeAll(() => {
  room = makeIngestRoom();
});
afterAll(() => room.close());

async function codesOf(change: Readonly<Record<string, string>>): Promise<string[]> {
  const outcome = await room.ingest(bookingsCsv([change]));
  return (await room.issues(outcome)).map((i) => i.rule);
}

describe('the rules of the booking export, one fault at a time', () => {
  it.each([
    ['a sound row', {}, []],
    ['R2 end at start', { appointment_end: '2026-03-04T10:00:00Z' }, ['R2']],
    ['R3 booked 61 minutes after the start', { booked_at: '2026-03-04T11:01:00Z' }, ['R3']],
    ['R3 does not hold at the desk', { booked_at: '2026-03-04T11:01:00Z', channel: 'DESK' }, []],
    ['R4 partner missing', { channel: 'PARTNER_API' }, ['R4']],
    ['R5 unknown channel', { channel: 'FAX' }, ['R5']],
    ['R6 weight 0', { weight: '0' }, ['R6']],
    ['CAST of an instant', { booked_at: '2026-02-30T10:00:00Z' }, ['CAST']],
    ['CAST of a number that is a word', { weight: 'inf' }, ['CAST']],
    ['MISSING value', { site_dept: '' }, ['MISSING']],
    ['MISSING error of a panel', { data_origin: 'PANEL' }, ['MISSING']],
    ['an identifier of zeros', { practitioner_id_nat: '00000000000' }, ['CAST']],
    ['W1 key digit', { practitioner_id_nat: '10001234566' }, ['W1']],
    ['W2 département', { site_dept: '99' }, ['W2']],
    ['W3 booked 6 s before the slot was published', { slot_published_at: '2026-03-01T10:00:06Z' }, ['W3']],
    ['W3 leaves 5 s', { slot_published_at: '2026-03-01T10:00:05Z' }, []],
    ['W4 four minutes', { appointment_end: '2026-03-04T10:04:00Z' }, ['W4']],
    [
      'FUTURE booked after the extraction',
      {
        booked_at: '2026-04-02T10:00:00Z',
        appointment_start: '2026-04-04T10:00:00Z',
        appointment_end: '2026-04-04T10:20:00Z',
      },
      ['FUTURE'],
    ],
    [
      'FUTURE extracted in 2099',
      {
        booked_at: '2099-04-02T10:00:00Z',
        appointment_start: '2099-04-04T10:00:00Z',
        appointment_end: '2099-04-04T10:20:00Z',
        extracted_at: '2099-05-01T00:00:00Z',
      },
      ['FUTURE'],
    ],
    ['telehealth that is not', { is_telehealth: 'true' }, ['INCONSISTENT']],
    ['cancelled without a date', { status: 'cancelled' }, ['INCONSISTENT']],
  ] as const)('%s', async (_title, change, codes) => expect(await codesOf(change)).toEqual(codes));

  it('codes are put in the contract’s case, départements and identifiers in their form', async () => {
    const outcome = await room.ingest(
      bookingsCsv([
        {
          platform_code: ' Alpha ',
          channel: 'own_web',
          status: 'BOOKED',
          site_dept: '1',
          practitioner_id_nat: '10001234565',
          is_test: 'non',
        },
        { site_dept: '2a' },
      ]),
    );
    expect(await room.rows(outcome, 'platform_code, channel, status, site_dept, practitioner_id_nat, is_test')).toEqual(
      [
        {
          platform_code: 'alpha',
          channel: 'OWN_WEB',
          status: 'booked',
          site_dept: '01',
          practitioner_id_nat: '810001234565',
          is_test: false,
        },
        {
          platform_code: 'alpha',
          channel: 'OWN_WEB',
          status: 'booked',
          site_dept: '2A',
          practitioner_id_nat: '810001234565',
          is_test: false,
        },
      ],
    );
  });

  it('R1: the first is kept, later ones are refused with the line of the first and the row as it came', async () => {
    const outcome = await room.ingest(
      bookingsCsv([
        { booking_id: 'X' },
        { booking_id: 'Y' },
        { booking_id: 'X', specialty_code: 'SM02' },
        { booking_id: 'X', platform_code: 'BETA' },
      ]),
    );
    expect(outcome).toMatchObject({
      rowsIn: 4,
      accepted: 3,
      rejected: 1,
      issueCounts: [{ rule: 'R1', severity: 'reject', rows: 1 }],
    });
    const [issue] = await room.issues(outcome);
    expect(issue).toMatchObject({ line: 4, rule: 'R1', message: 'Same id on line 2.' });
    expect(issue?.original).toContain('X,ALPHA');
    expect(issue?.original).toContain('SM02');
    expect((await room.rows(outcome, 'booking_id')).map((r) => r['booking_id'])).toEqual(['X', 'Y', 'X', 'X']);
  });

  it('a refused row does not make the next of its id a duplicate', async () => {
    const outcome = await room.ingest(bookingsCsv([{ booking_id: 'X', weight: '-1' }, { booking_id: 'X' }]));
    expect(outcome.issueCounts).toEqual([{ rule: 'R6', severity: 'reject', rows: 1 }]);
  });

  it('W6 and W7 are said of the whole file', async () => {
    const outcome = await room.ingest(bookingsCsv([{ specialty_code: '', extracted_at: '2026-04-01T00:00:00Z' }, {}]));
    expect(outcome.warnings.join(' ')).toMatch(/W6: 50.0 % .*W7: the file was made 31 days after its last booking/);
    expect(outcome.extractedOn).toBe('2026-04-01');
  });

  it('the message names column, value and what was expected', async () => {
    const outcome = await room.ingest(bookingsCsv([{}, { booked_at: 'hier' }]));
    expect(await room.issues(outcome)).toMatchObject([
      {
        line: 3,
        column: 'booked_at',
        value: 'hier',
        message: 'booked_at is “hier”; expected an instant (ISO 8601, 2026-01-31T08:30:00Z).',
      },
    ]);
  });
});

describe('the order of the file', () => {
  it('is kept with malformed lines, duplicates and several threads: each refused row has its own line', async () => {
    const csv = join(room.home, 'order.csv');
    await writeBookings(csv, 60_000);
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\n');
    const copied = lines[20_000] ?? '';
    lines.splice(30_000, 0, 'too,short', copied);
    lines.push(copied.replace('B0000019999', 'B9999999999').replace('OWN_SYSTEM', 'NOBODY'));
    const outcome = await room.ingest(`${lines.join('\n')}\n`);
    expect(outcome).toMatchObject({ rowsIn: 60_003, accepted: 60_000, rejected: 3 });
    expect((await room.issues(outcome)).map((i) => [i.line, i.rule, i.message])).toEqual([
      [30_001, 'MALFORMED', 'The line cannot be read as a row: 2 fields where the header has 35.'],
      [30_002, 'R1', 'Same id on line 20001.'],
      [60_004, 'R5', expect.stringMatching(/^data_origin is “NOBODY”; expected one of OWN_SYSTEM/)],
    ]);
  });
});

describe('the same bookings in three formats', () => {
  it('CSV, CSV.gz and Parquet give the same rows, in file order', async () => {
    const csv = join(room.home, 'many.csv');
    const parquet = join(room.home, 'many.parquet');
    await writeBookings(csv, 30_000);
    await writeBookings(parquet, 30_000, 'parquet');
    const outcomes = [
      await ingestFile({ home: room.home }, { path: csv, profile: 'booking-export' }),
      await room.ingest(gzipSync(readFileSync(csv)), { name: 'many.csv.gz' }),
      await ingestFile({ home: room.home }, { path: parquet }),
    ];
    expect(outcomes.map((o) => [o.format, o.accepted, o.warned, o.rejected])).toEqual([
      ['csv', 30_000, 0, 0],
      ['csv', 30_000, 0, 0],
      ['parquet', 30_000, 0, 0],
    ]);
    const digests = [];
    for (const o of outcomes) {
      digests.push(
        await room.ask(
          `SELECT md5(string_agg(concat_ws('|', booking_id, booked_at, site_lat, practitioner_id_nat, is_telehealth), ',' ORDER BY file_row_number)) AS h, bool_and(booking_id = 'B' || lpad(file_row_number::VARCHAR, 10, '0')) AS ordered
           FROM read_parquet('${room.home}/warehouse/ingests/${o.id}/rows.parquet', file_row_number = true)`,
        ),
      );
    }
    expect(digests[0]?.[0]?.['ordered']).toBe(true);
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]).toEqual(digests[0]);
  });
});
