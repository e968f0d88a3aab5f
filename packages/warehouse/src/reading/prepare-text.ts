import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '@vigie/kernel';
import { countEncodings, rewriteAsUtf8 } from './decode-lines.ts';
import { readHead, type ReceivedFile } from './receive-file.ts';
import { sniffFormat, utf16Label } from './sniff-format.ts';
import { makeCounter, newTally, tallyFile, type Tally } from './tally-text.ts';

export interface PreparedText {
  /** UTF-8 text: the stored file itself, or a copy that was decompressed or transcoded. */
  readonly path: string;
  readonly encoding: string;
  /** A mark put into lines that were in the other encoding, or null when the file has one encoding. */
  readonly marker: string | null;
  readonly lineFeeds: number;
  readonly hasQuotes: boolean;
  readonly bytes: number;
  /** The first half megabyte, decoded. */
  readonly sample: string;
  readonly sampleIsWhole: boolean;
  readonly warnings: readonly string[];
}

const SAMPLE_BYTES = 512 * 1024;

/**
 * Makes a received file readable as UTF-8 text: decompresses gzip, transcodes UTF-16 and windows-1252, and where a
 * file mixes encodings decodes line by line. Streams; memory does not grow with the file.
 * @throws AppError UNREADABLE_FILE for a damaged gzip or a binary inside one
 */
export async function prepareText(
  file: ReceivedFile,
  workDirectory: string,
  signal?: AbortSignal,
): Promise<PreparedText> {
  const head = await readHead(file.path, 8192);
  let path = file.path;
  let encoding: string | null = null;
  const gzip = sniffFormat(head, file.name) === 'gzip';
  const utf16 = gzip ? utf16Label(await gunzipHead(file, signal)) : utf16Label(head);
  const stages: Transform[] = [];
  if (gzip) stages.push(createGunzip({ chunkSize: 1 << 20 }));
  if (utf16 !== null) {
    stages.push(decodeUtf16(utf16));
    encoding = utf16.toUpperCase();
  }
  let tally = file.tally;
  if (stages.length > 0) {
    path = join(workDirectory, 'text.csv');
    tally = newTally();
    const source = createReadStream(file.path, { highWaterMark: 1 << 20 });
    const steps = [source, ...stages, tallying(tally), createWriteStream(path)] as const;
    await pipeline([...steps] as unknown as [Readable, Transform], { signal }).catch((error: unknown) => {
      throw damagedGzip(file.name, error);
    });
    if (gzip && utf16 === null) sniffFormat(await readHead(path, 8192), file.name);
  }
  tally ??= await tallyFile(path, signal);
  if (tally.valid) {
    return finish(
      { path, encoding: encoding ?? (tally.ascii ? 'US-ASCII' : 'UTF-8'), marker: null, warnings: [] },
      tally,
    );
  }
  return decode(path, workDirectory, tally, signal);
}

async function decode(path: string, workDirectory: string, tally: Tally, signal?: AbortSignal): Promise<PreparedText> {
  const counts = await countEncodings(path, signal);
  const mixed = counts.utf8Lines > 0;
  const minority = counts.otherLines <= counts.utf8Lines ? 'windows-1252' : 'UTF-8';
  const target = join(workDirectory, 'decoded.csv');
  const marker = mixed ? '\uE0FE' : null;
  await rewriteAsUtf8({ from: path, to: target, marker, markUtf8: minority === 'UTF-8', signal });
  await rename(target, join(workDirectory, 'utf8.csv'));
  const first = minority === 'UTF-8' ? counts.firstUtf8Line : counts.firstOtherLine;
  const warnings = mixed
    ? [
        `The file mixes UTF-8 and windows-1252: ${Math.min(counts.otherLines, counts.utf8Lines)} lines are in ${minority}, the first is line ${first}. Each line was read in its own encoding; those lines carry the warning ENCODING.`,
      ]
    : [];
  const encoding = mixed ? `mixed UTF-8 and windows-1252` : 'windows-1252';
  return finish({ path: join(workDirectory, 'utf8.csv'), encoding, marker, warnings }, tally);
}

async function finish(
  part: Pick<PreparedText, 'path' | 'encoding' | 'marker' | 'warnings'>,
  tally: Tally,
): Promise<PreparedText> {
  const head = await readHead(part.path, SAMPLE_BYTES);
  const sampleIsWhole = head.length < SAMPLE_BYTES;
  const text = new TextDecoder('utf-8').decode(head, { stream: !sampleIsWhole });
  return {
    ...part,
    sample: text,
    sampleIsWhole,
    lineFeeds: tally.lineFeeds,
    hasQuotes: tally.hasQuotes,
    bytes: tally.bytes,
  };
}

function tallying(tally: Tally): Transform {
  const count = makeCounter(tally);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count(chunk);
      done(null, chunk);
    },
  });
}

function decodeUtf16(label: string): Transform {
  const decoder = new TextDecoder(label);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, Buffer.from(decoder.decode(chunk, { stream: true })));
    },
    flush(done) {
      done(null, Buffer.from(decoder.decode()));
    },
  });
}

async function gunzipHead(file: ReceivedFile, signal?: AbortSignal): Promise<Buffer> {
  const gunzip = createReadStream(file.path).pipe(createGunzip());
  try {
    for await (const chunk of gunzip) {
      signal?.throwIfAborted();
      return (chunk as Buffer).subarray(0, 8192);
    }
    return Buffer.alloc(0);
  } catch (error) {
    throw damagedGzip(file.name, error);
  } finally {
    gunzip.destroy();
  }
}

function damagedGzip(name: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('Z_')) return error;
  const cut = code === 'Z_BUF_ERROR';
  return new AppError(
    'UNREADABLE_FILE',
    cut
      ? `“${name}” is a gzip file that was cut short: its end is missing.`
      : `“${name}” is a damaged gzip file (${error instanceof Error ? error.message : code}).`,
    {
      reason: cut ? 'TRUNCATED_GZIP' : 'DAMAGED_GZIP',
      where: { file: name },
      cure: 'Fetch or export the file again.',
      cause: error,
    },
  );
}
