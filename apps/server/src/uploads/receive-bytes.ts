import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@vigie/kernel';

export interface ReceiveOptions {
  readonly source: Readable;
  /** Written aside as `partial`, renamed to `whole` when complete and on the disk. */
  readonly partial: string;
  readonly whole: string;
  readonly maxBytes: number;
  /** Announced size; a transfer of another size is refused. */
  readonly expectedBytes: number | null;
  readonly signal: AbortSignal;
  readonly onBytes: (received: number) => void;
}

export interface Received {
  readonly sha256: string;
  readonly bytes: number;
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('LIMIT_REACHED', `The file is larger than ${maxBytes} bytes, the most this server takes.`, {
    reason: 'UPLOAD_TOO_LARGE',
    where: { maxBytes },
    cure: 'Split or compress the file (CSV.gz, Parquet), or raise VIGIE_MAX_UPLOAD_BYTES.',
  });
}

function diskFull(cause: unknown): AppError {
  return new AppError('LIMIT_REACHED', 'The disk is full: the file was not kept.', {
    reason: 'DISK_FULL',
    cure: 'Make room where VIGIE_HOME lies and send the file again.',
    cause,
  });
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes a stream to disk as it comes, hashing it on the way: memory does not grow with the file.
 * @throws AppError LIMIT_REACHED (too large, disk full), BAD_INPUT (empty or cut short), CANCELLED.
 */
export async function receiveBytes(options: ReceiveOptions): Promise<Received> {
  const { source, partial, whole, maxBytes, expectedBytes, signal } = options;
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        done(tooLarge(maxBytes));
        return;
      }
      hash.update(chunk);
      options.onBytes(bytes);
      done(null, chunk);
    },
  });
  try {
    await pipeline(source, meter, createWriteStream(partial), { signal });
  } catch (error) {
    throw explain(error, bytes, signal);
  }
  if (expectedBytes !== null && bytes !== expectedBytes) {
    throw new AppError('BAD_INPUT', `${bytes} of ${expectedBytes} announced bytes came.`, {
      reason: 'TRANSFER_INCOMPLETE',
      where: { received: bytes, announced: expectedBytes },
      cure: 'Send the file again.',
    });
  }
  await syncToDisk(partial);
  await rename(partial, whole);
  return { sha256: hash.digest('hex'), bytes };
}

function explain(error: unknown, bytes: number, signal: AbortSignal): unknown {
  if (signal.aborted) return new AppError('CANCELLED', 'The transfer was cancelled.', { reason: 'UPLOAD_CANCELLED' });
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return diskFull(error);
  if (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return new AppError('BAD_INPUT', `The connection was cut after ${bytes} bytes.`, {
      reason: 'TRANSFER_INCOMPLETE',
      where: { received: bytes },
      cure: 'Send the file again.',
    });
  }
  return error;
}
