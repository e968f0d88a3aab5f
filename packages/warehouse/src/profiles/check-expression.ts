import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';
import { cellText } from '../engine/cell-text.ts';
import { quoteText } from '../engine/quote.ts';
import { readRows } from '../engine/read-rows.ts';

/** Not the same twice, or about the engine and not about the row. */
const REFUSED_FUNCTIONS = new Set([
  'random',
  'setseed',
  'uuid',
  'gen_random_uuid',
  'uuidv4',
  'uuidv7',
  'now',
  'current_timestamp',
  'transaction_timestamp',
  'get_current_timestamp',
  'get_current_time',
  'current_date',
  'today',
  'current_setting',
  'getenv',
  'getvariable',
  'nextval',
  'currval',
  'txid_current',
  'current_query',
  'current_database',
  'current_schema',
  'current_user',
  'version',
  'query',
  'query_table',
]);

interface Node {
  readonly [key: string]: unknown;
}

/**
 * Checks that a mapping's SQL is one expression over the columns of one row: no sub-query, window, star or parameter,
 * nothing that changes from run to run. Returns the columns it reads.
 * @throws AppError BAD_INPUT / BAD_EXPRESSION naming the field
 */
export async function checkExpression(connection: DuckDBConnection, sql: string, field: string): Promise<string[]> {
  const refuse = (why: string): AppError =>
    new AppError('BAD_INPUT', `The expression for “${field}” ${why}: ${sql}`, {
      reason: 'BAD_EXPRESSION',
      where: { field },
      cure: 'Write one SQL expression over the columns of the file, for instance upper("code").',
    });
  const [row] = await readRows(
    connection,
    `SELECT json_serialize_sql(${quoteText(`SELECT (${sql}\n) AS x`)})::VARCHAR AS tree`,
  );
  const tree = JSON.parse(cellText(row?.['tree'])) as {
    error: boolean;
    error_message?: string;
    statements?: { node: Node }[];
  };
  if (tree.error) throw refuse(`cannot be read (${tree.error_message ?? 'syntax error'})`);
  const node = tree.statements?.length === 1 ? tree.statements[0]?.node : undefined;
  const list = node?.['select_list'];
  const plain =
    node?.['type'] === 'SELECT_NODE' &&
    Array.isArray(list) &&
    list.length === 1 &&
    (node['from_table'] as Node | null)?.['type'] === 'EMPTY' &&
    [node['where_clause'], node['having'], node['qualify']].every((part) => part === null);
  if (!plain) throw refuse('is more than one expression');
  const columns = new Set<string>();
  walk(list[0], (part) => {
    const kind = String(part['class']);
    if (kind === 'SUBQUERY') throw refuse('holds a sub-query');
    if (kind === 'WINDOW') throw refuse('holds a window function');
    if (kind === 'STAR') throw refuse('holds a star');
    if (kind === 'PARAMETER') throw refuse('holds a parameter');
    if (kind === 'FUNCTION' && REFUSED_FUNCTIONS.has(String(part['function_name']).toLowerCase())) {
      throw refuse(`calls ${String(part['function_name'])}(), which is not about the row`);
    }
    const names = part['column_names'];
    if (kind === 'COLUMN_REF' && Array.isArray(names)) columns.add(names.map(String).join('.'));
  });
  return [...columns];
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(value as Node);
    for (const item of Object.values(value)) walk(item, visit);
  }
}
