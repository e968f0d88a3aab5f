import { AppError } from '@vigie/kernel';

/** What a bound parameter is; a date is written `YYYY-MM-DD`. */
export type ParamType = 'date' | 'text' | 'boolean' | 'double' | 'bigint';
export type ParamValue = string | number | boolean | null;

/**
 * One statement in the subset of SQL that the engines share, with parameters as `$name`.
 * Values are bound, never pasted. `types` says what each parameter is; without it, text is text, a number is a double.
 */
export interface SqlText {
  readonly text: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly types?: Readonly<Record<string, ParamType>>;
}

export interface SqlToken {
  readonly kind: 'code' | 'quoted' | 'comment' | 'word' | 'param';
  readonly text: string;
}

const TOKEN =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?\*\/)|(?<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*")|\$(?<param>[A-Za-z_]\w*)|(?<word>[A-Za-z_]\w*)|(?<code>[\s\S])/g;

/** Splits a statement so that a `$name` in a string or a comment is never taken for a parameter. */
export function tokenizeSql(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    if (groups['comment'] !== undefined) tokens.push({ kind: 'comment', text: groups['comment'] });
    else if (groups['quoted'] !== undefined) tokens.push({ kind: 'quoted', text: groups['quoted'] });
    else if (groups['param'] !== undefined) tokens.push({ kind: 'param', text: groups['param'] });
    else if (groups['word'] !== undefined) tokens.push({ kind: 'word', text: groups['word'] });
    else tokens.push({ kind: 'code', text: match[0] });
  }
  return tokens;
}

/** The parameters a text names, in the order they first appear. */
export function namesOfParams(text: string): string[] {
  return [...new Set(tokenizeSql(text).flatMap((token) => (token.kind === 'param' ? [token.text] : [])))];
}

/** The declared type of a parameter, or the one its value shows. */
export function typeOfParam(sql: SqlText, name: string): ParamType {
  const declared = sql.types?.[name];
  if (declared !== undefined) return declared;
  const value = sql.params[name];
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'double' : 'text';
}

/** The value of a parameter the text names. @throws AppError BAD_INPUT when it was not given. */
export function valueOfParam(sql: SqlText, name: string): ParamValue {
  const value = sql.params[name];
  if (value !== undefined) return value;
  throw new AppError('BAD_INPUT', `The query needs a value for the parameter ${name}.`, {
    reason: 'MISSING_PARAMETER',
    where: { parameter: name },
  });
}
