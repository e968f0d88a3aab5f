import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '@vigie/warehouse';
import type { FlatTable } from '@vigie/kernel';

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * The table as a Parquet file, its passport in the file's key-value metadata. Goes through a file of its own in `folder`,
 * because DuckDB writes Parquet to files only.
 */
export async function writeParquet(
  table: FlatTable,
  metadata: Readonly<Record<string, string>>,
  folder: string,
): Promise<Buffer> {
  const scratch = await mkdtemp(join(folder, 'export-'));
  const database = await openDatabase({ memoryLimitMb: 512, threads: 1 });
  try {
    const [source, target] = [join(scratch, 'rows.json'), join(scratch, 'rows.parquet')];
    const names = table.columns.map((_, index) => `c${index}`);
    const lines = table.rows.map((row) =>
      JSON.stringify(Object.fromEntries(row.map((cell, index) => [names[index], cell]))),
    );
    await writeFile(source, lines.join('\n'));
    const types = table.columns.map(({ type }, index) => `c${index}: ${quoteText(type)}`).join(', ');
    const select = table.columns.map(({ name }, index) => `c${index} as ${quoteName(name)}`).join(', ');
    const pairs = Object.entries(metadata).map(([key, value]) => `${quoteName(key)}: ${quoteText(value)}`);
    const reader = `read_json(${quoteText(source)}, format = 'newline_delimited', columns = {${types}})`;
    const connection = await database.connect();
    await connection.run(
      `copy (select ${select} from ${reader}) to ${quoteText(target)} (format parquet, compression zstd, kv_metadata {${pairs.join(', ')}})`,
    );
    connection.closeSync();
    return await readFile(target);
  } finally {
    database.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
