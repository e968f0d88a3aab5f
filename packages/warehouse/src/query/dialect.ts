import { AppError } from '@vigie/kernel';
import { quoteName } from '../engine/quote.ts';
import { namesOfParams, tokenizeSql, typeOfParam, valueOfParam } from './sql-text.ts';
import type { ParamType, ParamValue, SqlText } from './sql-text.ts';

const SQL_TYPES: Readonly<Record<ParamType, { postgres: string; duckdb: string }>> = {
  date: { postgres: 'date', duckdb: 'DATE' },
  text: { postgres: 'text', duckdb: 'VARCHAR' },
  boolean: { postgres: 'boolean', duckdb: 'BOOLEAN' },
  double: { postgres: 'double precision', duckdb: 'DOUBLE' },
  bigint: { postgres: 'bigint', duckdb: 'BIGINT' },
};

/** PostgreSQL's form: `$day` → `$1::date`, with the values in that order. A name used twice is one position. */
export function renderPostgres(sql: SqlText): { text: string; values: ParamValue[] } {
  const names = namesOfParams(sql.text);
  const text = tokenizeSql(sql.text)
    .map((token) => {
      if (token.kind !== 'param') return token.text;
      return `$${names.indexOf(token.text) + 1}::${SQL_TYPES[typeOfParam(sql, token.text)].postgres}`;
    })
    .join('');
  return { text, values: names.map((name) => valueOfParam(sql, name)) };
}

export interface MacroParam {
  readonly name: string;
  readonly type: ParamType;
  /** With a default the caller may leave it out; all those after it need one too. `null` is a default. */
  readonly default?: ParamValue;
}

/** The body of a DuckDB table macro: `$day` → `CAST("day" AS DATE)`, tables of the release → `vigie.main.<table>`. */
export function renderMacroBody(text: string, params: readonly MacroParam[], relations: ReadonlySet<string>): string {
  const types = new Map(params.map((param) => [param.name, param.type]));
  const tokens = tokenizeSql(text);
  let keyword = '';
  let previous = '';
  const out: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'param') {
      out.push(macroArgument(token.text, types));
      keyword = '';
    } else if (token.kind === 'word') {
      const isTable = (keyword === 'from' || keyword === 'join') && relations.has(token.text.toLowerCase());
      out.push(isTable ? `vigie.main.${quoteName(token.text.toLowerCase())}` : token.text);
      keyword = previous === '.' ? '' : token.text.toLowerCase();
    } else {
      out.push(token.text);
      if (token.kind === 'code' && token.text.trim() !== '') keyword = '';
    }
    if (token.text.trim() !== '' && token.kind !== 'comment') previous = token.text;
  }
  return out.join('');
}

function macroArgument(name: string, types: ReadonlyMap<string, ParamType>): string {
  const type = types.get(name);
  if (type === undefined) {
    throw new AppError('BAD_INPUT', `The macro's text uses $${name}, which is not among its parameters.`, {
      reason: 'UNKNOWN_MACRO_PARAMETER',
      where: { parameter: name },
    });
  }
  return `CAST(${quoteName(name)} AS ${SQL_TYPES[type].duckdb})`;
}

/** A value written into SQL: only for defaults of macros, which cannot be bound. */
export function literalOf(value: ParamValue, type: ParamType): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      throw new AppError('BAD_INPUT', 'A default must be a finite number.', { reason: 'BAD_DEFAULT' });
    return String(value);
  }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return type === 'date' ? `DATE ${quoted}` : quoted;
}
