import { stat } from 'node:fs/promises';
import { openDatabase } from './open-database.ts';
import type { Database, DatabaseOptions } from './open-database.ts';

interface Shared {
  readonly database: Promise<Database>;
  users: number;
}

const open = new Map<string, Shared>();

/**
 * A read-only instance per file and process, shared by all who ask and closed when the last one leaves.
 * The key holds the file's inode, so that a file put in the place of another is opened anew.
 * @throws AppError UNREADABLE_FILE.
 */
export async function shareReadOnly(
  path: string,
  options: DatabaseOptions,
): Promise<{ database: Database; release: () => void }> {
  const found = await stat(path).catch(() => null);
  const key = `${path}#${found?.ino ?? 0}#${found?.mtimeMs ?? 0}`;
  const shared = open.get(key) ?? { database: openDatabase({ ...options, path, readOnly: true }), users: 0 };
  open.set(key, shared);
  shared.users += 1;
  const database = await shared.database.catch((error: unknown) => {
    open.delete(key);
    throw error;
  });
  return { database, release: once(() => leave(key, shared, database)) };
}

function leave(key: string, shared: Shared, database: Database): void {
  shared.users -= 1;
  if (shared.users > 0) return;
  if (open.get(key) === shared) open.delete(key);
  database.close();
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
