import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@vigie/kernel';
import { sniffFormat } from './sniff-format.ts';

export interface ReceivedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Content-addressed place: `<home>/warehouse/files/<sha256>`. */
  readonly path: string;
  /** False when the store had these bytes already. */
  readonly isNew: boolean;
}

export interface ReceiveRequest {
  readonly filesDirectory: string;
  readonly path: string;
  /** The name the user knows, when the path is an upload's. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  readonly onBytes?: (done: number, total: number) => void;
}

/**
 * Copies a file into the content-addressed store, hashing on the way: constant memory, published by rename,
 * so a killed copy leaves only a `.tmp-` file.
 */
export async function receiveFile(request: ReceiveRequest): Promise<ReceivedFile> {
  const name = request.name ?? basename(request.path);
  const total = await sizeOf(request.path, name);
  await refuseUnreadable(request.path, name);
  await mkdir(request.filesDirectory, { recursive: true });
  const aside = join(request.filesDirectory, `.tmp-${process.pid}-${randomUUID().slice(0, 8)}`);
  const hash = createHash('sha256');
  let bytes = 0;
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      request.onBytes?.(bytes, total);
      done(null, chunk);
    },
  });
  try {
    await pipeline(
      createReadStream(request.path, { highWaterMark: 1 << 20 }),
      tap,
      createWriteStream(aside, { highWaterMark: 1 << 20, flush: true }),
      { signal: request.signal },
    );
    const sha256 = hash.digest('hex');
    const path = join(request.filesDirectory, sha256);
    const isNew = (await stat(path).catch(() => null)) === null;
    await rename(aside, path);
    await syncDirectory(dirname(path));
    return { name, sha256, bytes, path, isNew };
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Makes a rename durable. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch {
    // Some file systems do not sync directories; the rename itself stands.
  } finally {
    await handle.close();
  }
}

/** The first bytes of a file, at most `length`. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function refuseUnreadable(path: string, name: string): Promise<void> {
  sniffFormat(await readHead(path, 8192), name);
}

/**
 * Bytes of a file.
 * @throws AppError NOT_FOUND, or BAD_INPUT for a directory
 */
export async function sizeOf(path: string, name: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  if (info === null) {
    throw new AppError('NOT_FOUND', `There is no file “${path}”.`, { reason: 'NO_SUCH_FILE', where: { file: path } });
  }
  if (!info.isFile()) {
    throw new AppError('BAD_INPUT', `“${name}” is not a file.`, {
      reason: 'NOT_A_FILE',
      where: { file: path },
      cure: 'Name the files one by one.',
    });
  }
  return info.size;
}
