import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../engine/open-database.ts';
import type { Database } from '../engine/open-database.ts';
import { createDuckdbEngine } from './duckdb-engine.ts';
import { portableSql } from './portable-sql.ts';
import type { QueryEngine } from './query-engine.ts';
import type { SqlText } from './sql-text.ts';

let database: Database;
let engine: QueryEngine;
beforeAll(async () => {
  database = await openDatabase();
  engine = createDuckdbEngine(database, 'DuckDB');
});
afterAll(() => database.close());

const value = async (text: string, params: SqlText['params'] = {}, types: SqlText['types'] = {}) =>
  (await engine.query({ text: `select ${text} as v`, params, types }))[0]?.['v'];

describe('values that leave DuckDB', () => {
  it.each([
    ["date '2021-03-28'", '2021-03-28'],
    ["timestamptz '2021-03-28 01:30:00+01'", '2021-03-28T00:30:00Z'],
    ["timestamptz '1969-12-31 23:59:59.25+00'", '1969-12-31T23:59:59.25Z'],
    ["timestamp '2021-03-28 02:30:00'", '2021-03-28T02:30:00'],
    ['9007199254740991::bigint', 9007199254740991],
    ['sum(1::bigint)', 1],
    ['1234567890.123456::decimal(38,6)', 1234567890.123456],
    ['100000000000.000000::decimal(38,6)', 100000000000],
    ["'a'::enum('a','b')", 'a'],
    ['[1, null, 3]', [1, null, 3]],
    ["{'a': date '2021-01-01', 'b': [true]}", { a: '2021-01-01', b: [true] }],
    ['null', null],
    ['0.1::double', 0.1],
    ["'∅'", '∅'],
  ])('%s is %j', async (text, expected) => {
    expect(await value(text)).toEqual(expected);
  });

  it.each([
    '9007199254740992::bigint',
    '(9007199254740993::decimal(38,1))',
    '170141183460469231731687303715884105727::hugeint',
  ])('%s has more digits than a number: refused, not rounded', async (text) => {
    await expect(value(text)).rejects.toMatchObject({ code: 'LIMIT_REACHED', reason: 'NUMBER_TOO_LARGE' });
  });

  it('a division by zero is refused with the column', async () => {
    await expect(value('1.0 / 0')).rejects.toMatchObject({ reason: 'NOT_A_NUMBER', where: { column: 'v' } });
  });
});

describe('parameters', () => {
  it('are bound with their types: a date compares as a date, text is never SQL', async () => {
    expect(await value("$d = date '2021-04-12'", { d: '2021-04-12' }, { d: 'date' })).toBe(true);
    expect(await value('$t', { t: "'; drop table x; --" })).toBe("'; drop table x; --");
    expect(await value('$n / 2', { n: 1 })).toBe(0.5);
    expect(await value('$n is null', { n: null }, { n: 'date' })).toBe(true);
    expect(await value('typeof($n)', { n: 3 }, { n: 'bigint' })).toBe('BIGINT');
  });

  it.each([
    ['2021-02-30', 'date'],
    ['12/04/2021', 'date'],
    ['x', 'bigint'],
    [1.5, 'bigint'],
    ['yes', 'boolean'],
  ] as const)('%s is not a %s', async (given, type) => {
    await expect(value('$p', { p: given }, { p: type })).rejects.toMatchObject({ reason: 'BAD_PARAMETER' });
  });
});

describe('portable spellings', () => {
  it('weeks begin on Monday: 2021-04-18 (Sunday) → 2021-04-12', async () => {
    expect(await value(portableSql.truncDate("'week'", "date '2021-04-18'"))).toBe('2021-04-12');
    expect(await value(portableSql.truncDate('$g', "date '2021-04-18'"), { g: 'month' })).toBe('2021-04-01');
  });

  it('1 / 2 = 0.5, 1 / 0 is null, the 0.9 quantile of 80…400 is 175 (type 7)', async () => {
    expect(await value(portableSql.ratio('1', '2'))).toBe(0.5);
    expect(await value(portableSql.ratio('1', '0'))).toBeNull();
    const own = 'unnest([80, 85, 90, 95, 100, 105, 110, 120, 150, 400])';
    const rows = await engine.query({
      text: `select ${portableSql.quantile('0.9', 'x')} as v from (select ${own} as x)`,
      params: {},
    });
    expect(rows[0]?.['v']).toBeCloseTo(175, 9);
  });
});

describe('cancelling', () => {
  it('stops a query of minutes at once and leaves the engine usable', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const started = Date.now();
    const slow = {
      text: 'select count(*) as v from range(20000000) a, range(20000000) b where a.range + b.range = 7',
      params: {},
    };
    await expect(engine.query(slow, controller.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(Date.now() - started).toBeLessThan(5000);
    expect(await value('1')).toBe(1);
    await expect(engine.query(slow, controller.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
