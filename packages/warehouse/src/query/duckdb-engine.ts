import { BIGINT, BOOLEAN, DATE, DOUBLE, DuckDBDateValue, VARCHAR } from 'duckdb';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from 'duckdb';
import { AppError } from '@vigie/kernel';
import type { Database } from '../engine/open-database.ts';
import { readRows } from '../engine/read-rows.ts';
import type { QueryEngine } from './query-engine.ts';
import { namesOfParams, typeOfParam, valueOfParam } from './sql-text.ts';
import type { ParamType, SqlText } from './sql-text.ts';

const MILLISECONDS_PER_DAY = 86_400_000;
const DUCKDB_TYPES: Readonly<Record<ParamType, DuckDBType>> = {
  date: DATE,
  text: VARCHAR,
  boolean: BOOLEAN,
  double: DOUBLE,
  bigint: BIGINT,
};

/** The parameters of a query as DuckDB binds them. @throws AppError BAD_INPUT for a value that is not of its type. */
export function bindDuckdb(sql: SqlText): { values: Record<string, DuckDBValue>; types: Record<string, DuckDBType> } {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const name of namesOfParams(sql.text)) {
    const type = typeOfParam(sql, name);
    values[name] = toDuckdb(valueOfParam(sql, name), type, name);
    types[name] = DUCKDB_TYPES[type];
  }
  return { values, types };
}

function toDuckdb(value: string | number | boolean | null, type: ParamType, name: string): DuckDBValue {
  if (value === null) return null;
  if (type === 'date') return dayValue(String(value), name);
  if (type === 'bigint' && Number.isSafeInteger(Number(value)) && value !== '') return BigInt(Number(value));
  if (type === 'double' && typeof value === 'number' && Number.isFinite(value)) return value;
  if (type === 'boolean' && typeof value === 'boolean') return value;
  if (type === 'text') return String(value);
  throw badValue(value, type, name);
}

function dayValue(text: string, name: string): DuckDBDateValue {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse accepts 2021-02-30 in no engine of ours, but a round trip costs nothing and proves it.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) throw badValue(text, 'date', name);
  return new DuckDBDateValue(time / MILLISECONDS_PER_DAY);
}

function badValue(value: unknown, type: ParamType, name: string): AppError {
  return new AppError('BAD_INPUT', `“${String(value)}” is not a ${type}, which the parameter ${name} must be.`, {
    reason: 'BAD_PARAMETER',
    where: { parameter: name },
  });
}

const MAXIMUM_IDLE = 16;

/**
 * A query engine over an open database. Each query has a connection of its own while it runs, so that cancelling one
 * never touches another; idle connections are kept.
 */
export function createDuckdbEngine(database: Database, name: string): QueryEngine {
  const idle: DuckDBConnection[] = [];
  return {
    name,
    dialect: 'duckdb',
    query: async (sql, signal) => {
      const bound = bindDuckdb(sql);
      const connection = idle.pop() ?? (await database.connect());
      try {
        return await readRows(connection, sql.text, { ...bound, signal });
      } finally {
        if (signal?.aborted === true || idle.length >= MAXIMUM_IDLE) connection.closeSync();
        else idle.push(connection);
      }
    },
  };
}
