import { AppError } from '@vigie/kernel';
import type { PlainValue } from '../engine/convert-value.ts';
import type { Row } from '../engine/read-rows.ts';
import { throwIfCancelled } from '../engine/run-sql.ts';
import { renderPostgres } from './dialect.ts';
import type { QueryEngine } from './query-engine.ts';
import type { ParamValue } from './sql-text.ts';

/** The part of a PostgreSQL driver that is used; `type` is the type's object id. Fits `postgres.js`'s `sql.unsafe`. */
export interface PostgresResult extends ReadonlyArray<Readonly<Record<string, unknown>>> {
  readonly columns: readonly { readonly name: string; readonly type: number }[];
}
export type PostgresRun = (text: string, values: ParamValue[], signal?: AbortSignal) => Promise<PostgresResult>;

const OID = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  float4: 700,
  float8: 701,
  date: 1082,
  timestamptz: 1184,
  numeric: 1700,
} as const;
const NUMERIC_OIDS: ReadonlySet<number> = new Set([OID.int8, OID.int2, OID.int4, OID.float4, OID.float8, OID.numeric]);

/** A query engine over PostgreSQL, giving the same plain values as DuckDB's. */
export function createPostgresEngine(name: string, run: PostgresRun): QueryEngine {
  return {
    name,
    dialect: 'postgres',
    query: async (sql, signal) => {
      throwIfCancelled(signal);
      const { text, values } = renderPostgres(sql);
      const result = await run(text, values, signal);
      return Array.from(result, (source) => {
        const row: Row = {};
        for (const column of result.columns) row[column.name] = plain(source[column.name], column.type, column.name);
        return row;
      });
    },
  };
}

function plain(value: unknown, type: number, column: string): PlainValue {
  if (value === null || value === undefined) return null;
  if (NUMERIC_OIDS.has(type)) return exactNumber(value, column);
  if (value instanceof Date) return type === OID.date ? value.toISOString().slice(0, 10) : instantText(value);
  if (typeof value === 'bigint') return exactNumber(value, column);
  if (Array.isArray(value)) return value.map((each) => plain(each, 0, column));
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return JSON.stringify(value);
}

function instantText(value: Date): string {
  return value.toISOString().replace(/\.?0+Z$/, 'Z');
}

function exactNumber(value: unknown, column: string): number {
  const text = String(value);
  const number = Number(text);
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '').replace(/e.*$/i, '');
  const significant = text.includes('.') ? digits.replace(/0+$/, '') : digits;
  if (
    !Number.isFinite(number) ||
    (typeof value !== 'number' && significant.length > 15 && BigInt(significant) > 9_007_199_254_740_991n)
  ) {
    throw new AppError('LIMIT_REACHED', `The column ${column} holds ${text}, more digits than a number can carry.`, {
      reason: 'NUMBER_TOO_LARGE',
      where: { column },
      cure: 'Cast it to double precision in the query, knowing what is lost.',
    });
  }
  return number;
}
