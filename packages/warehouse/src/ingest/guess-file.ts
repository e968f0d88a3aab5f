import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { guessProfile, type ProfileGuess } from '../profiles/choose-mapping.ts';
import { guessMapping, type MappingGuess } from '../profiles/guess-mapping.ts';
import { readHead, sizeOf, type ReceivedFile } from '../reading/receive-file.ts';
import { sniffFormat } from '../reading/sniff-format.ts';
import { openIngestEngine } from './open-ingest-engine.ts';
import { openParquet, openSource, type Source } from './open-source.ts';

export interface FileGuess {
  readonly format: Source['format'];
  readonly encoding: string;
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** The first rows as texts, at most 20. */
  readonly sampleRows: readonly (readonly string[])[];
  /** The profile that reads the file, or null. */
  readonly profile: ProfileGuess | null;
  readonly mapping: MappingGuess;
  readonly warnings: readonly string[];
}

/**
 * Looks at a file without taking it in: its format, its columns, the profile that fits, and a mapping in case none does.
 * @throws AppError UNREADABLE_FILE as an ingestion would
 */
export async function guessFile(
  path: string,
  options: { name?: string; table?: string; signal?: AbortSignal } = {},
): Promise<FileGuess> {
  const name = options.name ?? basename(path);
  const workDirectory = await mkdtemp(join(tmpdir(), 'vigie-guess-'));
  try {
    const file = { name, path, sha256: '', bytes: await sizeOf(path, name), isNew: false, tally: null };
    const parquet = sniffFormat(await readHead(path, 8192), name) === 'parquet';
    const source = parquet
      ? await lookAtParquet(file, workDirectory)
      : await openSource(file, workDirectory, options.signal);
    const columns = source.columns.map((c) => c.name);
    return {
      format: source.format,
      encoding: source.encoding,
      delimiter: source.delimiter,
      columns,
      sampleRows: source.sampleRows.slice(0, 20),
      profile: guessProfile(columns, name),
      mapping: guessMapping({
        columns,
        sampleRows: source.sampleRows,
        fileName: name,
        ...(options.table === undefined ? {} : { table: options.table }),
      }),
      warnings: source.warnings,
    };
  } finally {
    await rm(workDirectory, { recursive: true, force: true });
  }
}

async function lookAtParquet(file: ReceivedFile, workDirectory: string): Promise<Source> {
  const engine = await openIngestEngine({
    directories: [workDirectory, dirname(file.path)],
    temporaryDirectory: join(workDirectory, 'spill'),
    memoryLimitMb: 300,
    fileName: file.name,
  });
  try {
    return await openParquet(engine.connection, file);
  } finally {
    engine.close();
  }
}
