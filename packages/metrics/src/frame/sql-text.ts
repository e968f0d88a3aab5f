import { AppError } from '@vigie/kernel';

/**
 * A metric's SQL is one text with named parameters, written in the subset that DuckDB and PostgreSQL share. Before it runs, each `$name` becomes a typed
 * literal: the planner can then prune by it (a bound parameter is opaque to it), and the text in a passport can be run again by a stranger as it stands.
 */
export type SqlValue =
  | { readonly type: 'date'; readonly value: string | null }
  | { readonly type: 'text'; readonly value: string | null }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number | null };

export type SqlParams = Readonly<Record<string, SqlValue>>;

export const date = (value: string | null): SqlValue => ({ type: 'date', value });
export const text = (value: string | null | undefined): SqlValue => ({ type: 'text', value: value ?? null });
export const boolean = (value: boolean): SqlValue => ({ type: 'boolean', value });
export const number = (value: number | null): SqlValue => ({ type: 'number', value });

const SQL_TYPE = { date: 'date', text: 'varchar', boolean: 'boolean', number: 'double precision' } as const;

/** Replaces every `$name`; throws when the text names a parameter that was not given, so a typo never becomes a null. */
export function renderLiterals(sql: string, params: SqlParams): string {
  return sql.replaceAll(/\$([a-z_]+)/g, (_match, name: string) => {
    const param = params[name];
    if (param === undefined)
      throw new AppError('BAD_INPUT', `The query needs a parameter "${name}" that was not given.`, {
        reason: 'MISSING_SQL_PARAMETER',
      });
    return renderLiteral(param, name);
  });
}

function renderLiteral(param: SqlValue, name: string): string {
  if (param.value === null) return `cast(null as ${SQL_TYPE[param.type]})`;
  switch (param.type) {
    case 'boolean':
      return param.value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(param.value)) throw badValue(name, String(param.value));
      return `cast(${param.value} as double precision)`;
    case 'date':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(param.value)) throw badValue(name, param.value);
      return `cast('${param.value}' as date)`;
    case 'text':
      // A NUL ends a string for some engines; quotes are doubled, which both dialects read as one quote (standard_conforming_strings).
      if (param.value.includes('\0')) throw badValue(name, 'text with a NUL character');
      return `'${param.value.replaceAll("'", "''")}'`;
  }
}

function badValue(name: string, value: string): AppError {
  return new AppError('BAD_INPUT', `"${value}" cannot stand for "${name}".`, { reason: 'BAD_SQL_PARAMETER' });
}
