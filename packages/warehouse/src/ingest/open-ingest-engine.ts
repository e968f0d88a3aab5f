import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from 'duckdb';
import { z } from 'zod';
import { dataPath } from '../contracts/data-directory.ts';
import { openDatabase } from '../engine/open-database.ts';
import { quoteText } from '../engine/quote.ts';
import { yearInName } from './file-date.ts';
import { PARSER_MACROS } from './parser-macros.sql.ts';

export interface IngestEngine {
  readonly connection: DuckDBConnection;
  close(): void;
}

export interface IngestEngineOptions {
  /** Only these directories can be read or written. */
  readonly directories: readonly string[];
  readonly temporaryDirectory: string;
  readonly memoryLimitMb: number;
  /** Its year is what `vigie_year_of_name()` gives. */
  readonly fileName: string;
  readonly threads?: number;
}

const departementsSchema = z.object({ departements: z.array(z.string()), collectivities: z.array(z.string()) });

/**
 * A DuckDB of its own for one ingestion: in memory, bounded, confined to the given directories, with the parsers of
 * mappings as macros. Rows keep the order of the file.
 */
export async function openIngestEngine(options: IngestEngineOptions): Promise<IngestEngine> {
  const database = await openDatabase({
    memoryLimitMb: options.memoryLimitMb,
    temporaryDirectory: options.temporaryDirectory,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  try {
    const connection = await database.connect();
    const known = departementsSchema.parse(
      JSON.parse(readFileSync(dataPath('reference', 'departements.json'), 'utf8')),
    );
    const codes = [...known.departements, ...known.collectivities].map(quoteText).join(', ');
    await connection.run(`CREATE TYPE departement_code AS ENUM (${codes})`);
    await connection.run(PARSER_MACROS);
    await connection.run(`CREATE MACRO vigie_year_of_name() AS ${yearInName(options.fileName) ?? 'NULL'}`);
    // Rows keep the order of the file, which is their line numbers. Joins lose it, and so does IN when it becomes one.
    await connection.run("SET preserve_insertion_order = true; SET disabled_optimizers = 'in_clause'");
    const allowed = options.directories.map((d) => quoteText(d.endsWith('/') ? d : `${d}/`)).join(', ');
    await connection.run(`SET allowed_directories = [${allowed}]; SET enable_external_access = false`);
    return { connection, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}
