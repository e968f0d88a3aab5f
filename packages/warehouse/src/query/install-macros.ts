import type { DuckDBConnection } from 'duckdb';
import { AppError } from '@vigie/kernel';
import { quoteName } from '../engine/quote.ts';
import { readRows, textOf } from '../engine/read-rows.ts';
import { runSql } from '../engine/run-sql.ts';
import { literalOf, renderMacroBody } from './dialect.ts';
import type { MacroParam } from './dialect.ts';

/** A table macro of vigie.duckdb: one SELECT with `$name` parameters over the release's relations. */
export interface MacroDefinition {
  readonly name: string;
  readonly params: readonly MacroParam[];
  readonly body: string;
}

/**
 * Makes these the macros of the catalog `vigie`; others that stood there go. Their tables are written `vigie.main.<table>`, because a name inside a macro
 * is looked up where its caller stands.
 * @throws AppError BAD_INPUT naming the macro whose text DuckDB refuses.
 */
export async function installMacros(connection: DuckDBConnection, macros: readonly MacroDefinition[]): Promise<void> {
  await dropMacros(connection);
  const relations = await readRelations(connection);
  for (const macro of macros) await installMacro(connection, macro, relations);
}

async function dropMacros(connection: DuckDBConnection): Promise<void> {
  const found = await readRows(
    connection,
    `select distinct function_name as name from duckdb_functions()
     where database_name = 'vigie' and schema_name = 'main' and function_type = 'table_macro' and not internal`,
  );
  for (const row of found) await runSql(connection, `drop macro table vigie.main.${quoteName(textOf(row, 'name'))}`);
}

async function readRelations(connection: DuckDBConnection): Promise<Set<string>> {
  const rows = await readRows(
    connection,
    `select table_name as name from duckdb_tables() where database_name = 'vigie' and schema_name = 'main'
     union all select view_name from duckdb_views() where database_name = 'vigie' and schema_name = 'main' and not internal`,
  );
  return new Set(rows.map((row) => textOf(row, 'name').toLowerCase()));
}

async function installMacro(
  connection: DuckDBConnection,
  macro: MacroDefinition,
  relations: ReadonlySet<string>,
): Promise<void> {
  const params = macro.params.map((param) =>
    param.default === undefined
      ? quoteName(param.name)
      : `${quoteName(param.name)} := ${literalOf(param.default, param.type)}`,
  );
  const body = renderMacroBody(macro.body.trim().replace(/;$/, ''), macro.params, relations);
  try {
    await runSql(
      connection,
      `create or replace macro vigie.main.${quoteName(macro.name)}(${params.join(', ')}) as table ${body}`,
    );
  } catch (cause) {
    throw new AppError(
      'BAD_INPUT',
      `The macro ${macro.name} was refused by DuckDB: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        reason: 'BAD_MACRO',
        where: { macro: macro.name },
        cause,
      },
    );
  }
}
