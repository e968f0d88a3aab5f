import { describe, expect, it } from 'vitest';
import { createPostgresEngine } from './postgres-engine.ts';
import type { PostgresResult } from './postgres-engine.ts';

/** A driver that answers one row with one column of the given type. */
function engineGiving(value: unknown, type: number) {
  const result: PostgresResult = Object.assign([{ v: value }], { columns: [{ name: 'v', type }] });
  return createPostgresEngine('PostgreSQL', () => Promise.resolve(result));
}

const ask = async (value: unknown, type: number) =>
  (await engineGiving(value, type).query({ text: 'select 1', params: {} }))[0]?.['v'];

describe('values that leave PostgreSQL are those that leave DuckDB', () => {
  it.each([
    ['bigint as text', '280', 20, 280],
    ['numeric', '62.500000', 1700, 62.5],
    ['numeric zero', '0', 1700, 0],
    ['double', 0.1, 701, 0.1],
    ['date', new Date('2021-03-28T00:00:00Z'), 1082, '2021-03-28'],
    ['timestamptz', new Date('2021-03-28T00:30:00Z'), 1184, '2021-03-28T00:30:00Z'],
    ['timestamptz with a fraction', new Date('2021-03-28T00:30:00.250Z'), 1184, '2021-03-28T00:30:00.25Z'],
    ['timestamptz on a ten', new Date('2021-03-28T00:30:10Z'), 1184, '2021-03-28T00:30:10Z'],
    ['boolean', true, 16, true],
    ['text', 'own', 25, 'own'],
    ['null', null, 20, null],
  ])('%s', async (_, value, type, expected) => {
    expect(await ask(value, type)).toEqual(expected);
  });

  it('2^53 + 1 is refused, not rounded', async () => {
    await expect(ask('9007199254740993', 20)).rejects.toMatchObject({ reason: 'NUMBER_TOO_LARGE' });
    await expect(ask('NaN', 1700)).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  });

  it('a query that was cancelled before it began does not begin', async () => {
    const signal = AbortSignal.abort();
    await expect(engineGiving(1, 23).query({ text: 'select 1', params: {} }, signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
