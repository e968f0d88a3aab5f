import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@vigie/kernel';
import { sniffFormat } from './sniff-format.ts';
import { makeCounter, newTally, type Tally } from './tally-text.ts';

export interface ReceivedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Content-addressed place: `<home>/warehouse/files/<sha256>`. */
  readonly path: string;
  /** False when the store had these bytes already. */
  readonly isNew: boolean;
  /** Of the bytes as they are stored, compressed or not; null for a file that was not received. */
  readonly tally: Tally | null;
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
 * Copies a file into the content-addressed store and hashes the copy: constant memory, published by rename, so a killed
 * copy leaves only a `.tmp-` file. The copy is made by the system, which shares the blocks where the file system can.
 */
export async function receiveFile(request: ReceiveRequest): Promise<ReceivedFile> {
  const name = request.name ?? basename(request.path);
  await sizeOf(request.path, name);
  sniffFormat(await readHead(request.path, 8192), name);
  await mkdir(request.filesDirectory, { recursive: true });
  const aside = join(request.filesDirectory, `.tmp-${process.pid}-${randomUUID().slice(0, 8)}`);
  try {
    await copyFile(request.path, aside, constants.COPYFILE_FICLONE);
    request.signal?.throwIfAborted();
    const { sha256, tally } = await hashAndTally(aside, request);
    await syncPath(aside);
    const path = join(request.filesDirectory, sha256);
    const isNew = (await stat(path).catch(() => null)) === null;
    await rename(aside, path);
    await syncDirectory(dirname(path));
    return { name, sha256, bytes: tally.bytes, path, isNew, tally };
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** One reading for both: the hash, and what the text would need to be known by. */
async function hashAndTally(path: string, request: ReceiveRequest): Promise<{ sha256: string; tally: Tally }> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  const tally = newTally();
  const count = makeCounter(tally);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal: request.signal })) {
    hash.update(chunk as Buffer);
    count(chunk as Buffer);
    request.onBytes?.(tally.bytes, size);
  }
  return { sha256: hash.digest('hex'), tally };
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
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
