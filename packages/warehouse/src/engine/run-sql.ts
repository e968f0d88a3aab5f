import type { DuckDBConnection, DuckDBValue, DuckDBType } from 'duckdb';
import { AppError } from '@vigie/kernel';

export interface RunOptions {
  readonly values?: Record<string, DuckDBValue>;
  readonly types?: Record<string, DuckDBType>;
  readonly signal?: AbortSignal | undefined;
}

/** The error of every piece of work that a person or a closing page stopped. */
export function cancelledError(): AppError {
  return new AppError('CANCELLED', 'The work was cancelled; nothing was changed.', { reason: 'CANCELLED' });
}

/** Throws CANCELLED if the signal was given. Call it between steps. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelledError();
}

/**
 * Runs `work` on the connection and interrupts it when the signal fires.
 * @throws AppError CANCELLED if it was; LIMIT_REACHED when memory or the disk ran out; any other error of DuckDB as it is.
 */
export async function withInterrupt<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  // An interrupt that falls between two tasks is lost, so it is repeated until the statement gives up.
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), 25);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted === true) throw cancelledError();
    throw translateLimit(error);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', interrupt);
  }
}

/** Runs statements and throws their result away. */
export async function runSql(connection: DuckDBConnection, sql: string, options: RunOptions = {}): Promise<void> {
  await withInterrupt(connection, options.signal, () => connection.run(sql, options.values, options.types));
}

/** Errors of a disk or a memory that ran out, whether DuckDB or the file system met it, as one clear error; others as they are. */
export function translateLimit(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (/No space left on device|disk quota exceeded|max_temp_directory_size|Could not write file/i.test(error.message)) {
    return new AppError('LIMIT_REACHED', 'The disk is full.', {
      reason: 'DISK_FULL',
      cure: 'Free some space, or point VIGIE_HOME at a larger disk, then try again; the last release is untouched.',
      cause: error,
    });
  }
  if (error.message.startsWith('Out of Memory Error')) {
    return new AppError('LIMIT_REACHED', `DuckDB needs more memory than it may use: ${error.message.split('\n')[0]}`, {
      reason: 'MEMORY_LIMIT',
      cure: 'Raise the memory limit.',
      cause: error,
    });
  }
  return error;
}
