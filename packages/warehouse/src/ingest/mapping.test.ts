import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guessFile } from './guess-file.ts';
import { makeIngestRoom } from './testing/ingest-room.ts';

let room: ReturnType<typeof makeIngestRoom>;
beforeAll(() => {
  room = makeIngestRoom();
});
afterAll(() => room.close());

const CSV = 'centre;jour;dep;nb_rdv;outil\n12;12/04/2021;1;1 064;Doctolib\n13;13/04/2021;2A;70;Keldoc\n';
const mappingWith = (fields: object) => ({
  name: 'city',
  table: 'booking_count',
  fields: {
    site_id: { column: 'centre' },
    period_start: { column: 'jour' },
    period_grain: { constant: 'day' },
    site_dept: { column: 'dep' },
    bookings: { column: 'nb_rdv' },
    platform_code: { column: 'outil' },
    is_vaccination: { constant: true },
    ...fields,
  },
});

describe('a user’s mapping', () => {
  it('reads columns, constants and expressions', async () => {
    const outcome = await room.ingest(CSV, {
      mapping: mappingWith({
        site_name: { sql: `'Centre ' || centre` },
        doses_allocated: { sql: 'vigie_integer(nb_rdv) * 2' },
      }),
    });
    expect(outcome).toMatchObject({ accepted: 2, rejected: 0, profile: { version: 1 } });
    expect(outcome.profile.name).toMatch(/^map:city@[0-9a-f]{8}$/);
    expect(
      await room.rows(outcome, 'site_id, period_start, site_dept, bookings, platform_code, site_name, doses_allocated'),
    ).toEqual([
      {
        site_id: '12',
        period_start: '2021-04-12',
        site_dept: '01',
        bookings: 1064,
        platform_code: 'doctolib',
        site_name: 'Centre 12',
        doses_allocated: 2128,
      },
      {
        site_id: '13',
        period_start: '2021-04-13',
        site_dept: '2A',
        bookings: 70,
        platform_code: 'keldoc',
        site_name: 'Centre 13',
        doses_allocated: 140,
      },
    ]);
  });

  it('another mapping of the same file is another ingest; the same is not', async () => {
    const first = await room.ingest(CSV, { mapping: mappingWith({}) });
    expect((await room.ingest(CSV, { mapping: mappingWith({}) })).alreadyIngested).toBe(true);
    expect((await room.ingest(CSV, { mapping: mappingWith({ is_vaccination: { constant: false } }) })).id).not.toBe(
      first.id,
    );
  });

  it('an expression that fails on a row refuses that row only', async () => {
    const outcome = await room.ingest(CSV, {
      mapping: mappingWith({ bookings: { sql: 'nb_rdv::INTEGER' } }),
    });
    expect(outcome).toMatchObject({ accepted: 1, rejected: 1 });
  });

  it.each([
    ['(SELECT 1)', /holds a sub-query/],
    [`(SELECT max(content) FROM read_text('/etc/passwd'))`, /holds a sub-query/],
    ['1) AS a, (2', /more than one expression/],
    ['1; DROP TABLE x', /cannot be read/],
    ['row_number() OVER ()', /holds a window function/],
    ['random()', /calls random\(\)/],
    ['now()', /calls now\(\)/],
    ['*', /cannot be read|holds a star/],
    ['$1', /holds a parameter/],
    ['1 +', /cannot be read/],
    ['nope + 1', /nothing for bookings/],
    ['sum(1)', /aggregate|cannot be applied/],
    ['no_such_function(centre)', /cannot be applied.*no_such_function/],
  ])('refuses the expression %s', async (sql, sentence) => {
    await expect(room.ingest(CSV, { mapping: mappingWith({ bookings: { sql } }) })).rejects.toThrow(sentence);
  });

  it('a mapping of unknown fields, shapes or tables is refused by name', async () => {
    await expect(room.ingest(CSV, { mapping: mappingWith({ nope: { constant: 1 } }) })).rejects.toThrow(
      /fills “nope”, which the table booking_count does not have/,
    );
    await expect(room.ingest(CSV, { mapping: mappingWith({ bookings: { colum: 'x' } }) })).rejects.toThrow(
      /malformed at fields.bookings/,
    );
    await expect(room.ingest(CSV, { mapping: { table: 'x', fields: {} } })).rejects.toThrow(
      /no contract for a table named “x”/,
    );
    await expect(room.ingest(CSV, { mapping: mappingWith({ bookings: { column: 'rdv' } }) })).rejects.toThrow(
      /nothing for rdv \(for bookings\)/,
    );
  });

  it('columns named like the machinery do no harm', async () => {
    const outcome = await room.ingest('_reject,code,repair,_raw,row,first\n12,2021-04-12,75,4,a,b\n', {
      mapping: mappingWith({
        site_id: { column: '_reject' },
        period_start: { column: 'code' },
        site_dept: { column: 'repair' },
        bookings: { column: '_raw' },
        platform_code: { column: 'row' },
      }),
    });
    expect(await room.rows(outcome, 'site_id, bookings, _reject')).toEqual([
      { site_id: '12', bookings: 4, _reject: null },
    ]);
  });
});

describe('a proposed mapping', () => {
  it('can be used as it is: 1,064 + 70 = 1,134 bookings', async () => {
    const guess = await guessFile(room.put(CSV));
    expect(guess).toMatchObject({
      format: 'csv',
      delimiter: ';',
      columns: ['centre', 'jour', 'dep', 'nb_rdv', 'outil'],
      profile: null,
    });
    const outcome = await room.ingest(CSV, { mapping: guess.mapping.mapping });
    expect(await room.rows(outcome, 'sum(bookings)::BIGINT AS n')).toEqual([{ n: 1134 }]);
  });
});
