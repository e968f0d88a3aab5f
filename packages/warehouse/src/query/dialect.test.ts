import { describe, expect, it } from 'vitest';
import { renderMacroBody, renderPostgres } from './dialect.ts';
import { namesOfParams } from './sql-text.ts';

const text = `select '$not', "$nor" -- $this
  from booking_count b join rollup_site_month on true /* $nor this */ where day >= $from and day < $to and $from is not null`;

describe('parameters', () => {
  it('are found outside strings, names and comments, each once, in order', () => {
    expect(namesOfParams(text)).toEqual(['from', 'to']);
  });
});

describe('PostgreSQL text', () => {
  it('numbers each name once and casts it to its declared type', () => {
    const sql = {
      text: 'select $a, $b, $a, $c, $d',
      params: { a: '2021-04-12', b: 'x', c: 2, d: true, unused: 1 },
      types: { a: 'date', c: 'bigint' },
    } as const;
    expect(renderPostgres(sql)).toEqual({
      text: 'select $1::date, $2::text, $1::date, $3::bigint, $4::boolean',
      values: ['2021-04-12', 'x', 2, true],
    });
  });

  it('says which value is missing', () => {
    expect(() => renderPostgres({ text: 'select $grain', params: {} })).toThrow(
      /needs a value for the parameter grain/,
    );
  });
});

describe('body of a macro', () => {
  const params = [
    { name: 'from', type: 'date' },
    { name: 'to', type: 'date' },
  ] as const;

  it('qualifies tables after FROM and JOIN only, never a column or a common table expression of another name', () => {
    const body = 'with q as (select booking from booking) select q.booking, $from from q join booking on $to is null';
    expect(renderMacroBody(body, params, new Set(['booking']))).toBe(
      'with q as (select booking from vigie.main."booking") select q.booking, CAST("from" AS DATE) from q join vigie.main."booking" on CAST("to" AS DATE) is null',
    );
  });

  it('refuses a parameter it was not told of', () => {
    expect(() => renderMacroBody('select $grain', params, new Set())).toThrow(/\$grain/);
  });
});
