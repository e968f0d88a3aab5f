import { createDuckdbEngine, openDatabase, type QueryEngine, type ReleaseReader } from '@vigie/warehouse';
import { RELEASE_TABLES } from './release-tables.ts';

/** A release in memory that holds just the rows a test needs: real DuckDB, real SQL, no files. */
export async function memoryRelease(
  inserts: readonly string[],
  dataToExclusive = '2021-04-01',
): Promise<ReleaseReader> {
  const database = await openDatabase();
  const connection = await database.connect();
  for (const statement of [...RELEASE_TABLES, ...inserts]) await connection.run(statement);
  return releaseAround(createDuckdbEngine(database, 'DuckDB (memory)'), dataToExclusive);
}

/** The same reader around any engine, for parity. */
export function releaseAround(engine: QueryEngine, dataToExclusive: string): ReleaseReader {
  const hash = '0'.repeat(64);
  return {
    number: 1,
    hash,
    folder: '',
    inputs: [],
    engine,
    info: { simulated: false, dataFrom: '2021-01-01', dataToExclusive },
    manifest: {
      kind: 'vigie-release',
      schemaVersion: 1,
      contentHash: hash,
      codeRevision: 'test',
      simulated: false,
      dataFrom: null,
      dataToExclusive,
      inputs: [],
      steps: [],
      rules: [],
      files: [],
    },
    seal: {
      number: 1,
      releaseHash: hash,
      builtAt: '',
      engine: 'test',
      buildSeconds: 0,
      database: { path: '', sha256: hash, bytes: 0 },
    },
    close: () => undefined,
  };
}
