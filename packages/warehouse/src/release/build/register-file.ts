import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson, sha256File } from '@vigie/evidence';
import type { JsonValue } from '@vigie/evidence';
import { quoteText } from '../../engine/quote.ts';
import { count, run } from './build-context.ts';
import type { BuildContext } from './build-context.ts';

/** All fixed, because the bytes depend on them. The lightest zstd over the second version's encodings is smaller and faster than its default. */
const PARQUET = 'format parquet, compression zstd, compression_level 1, parquet_version v2, row_group_size 122880';

/** Writes a query's rows to a Parquet file of the release and enters it in the manifest. `sql` must end in a total order. */
export async function writeParquet(context: BuildContext, path: string, sql: string): Promise<number> {
  const target = join(context.folder, path);
  await mkdir(dirname(target), { recursive: true });
  await run(context, `copy (${sql}) to ${quoteText(target)} (${PARQUET})`);
  const written = await count(context, `select num_rows from parquet_file_metadata(${quoteText(target)})`);
  await registerFile(context, path, written);
  return written;
}

/** Writes a small JSON file of the release, canonical so that it is reproducible. */
export async function writeJson(context: BuildContext, path: string, value: JsonValue): Promise<void> {
  const target = join(context.folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${canonicalJson(value)}\n`);
  await registerFile(context, path, Array.isArray(value) ? value.length : 1);
}

async function registerFile(context: BuildContext, path: string, fileRows: number): Promise<void> {
  const target = join(context.folder, path);
  const { size } = await stat(target);
  context.files.set(path, { path, sha256: await sha256File(target, context.signal), bytes: size, rows: fileRows });
}
