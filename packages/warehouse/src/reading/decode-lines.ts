import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@vigie/kernel';

const LONGEST_LINE = 64 * 1024 * 1024;

export interface EncodingCounts {
  /** Lines with characters beyond ASCII that are valid UTF-8, and those that are not. Lines are counted from 1. */
  readonly utf8Lines: number;
  readonly otherLines: number;
  readonly firstUtf8Line: number;
  readonly firstOtherLine: number;
}

/** Which lines of a text are UTF-8 and which are not. */
export async function countEncodings(path: string, signal?: AbortSignal): Promise<EncodingCounts> {
  const counts = { utf8Lines: 0, otherLines: 0, firstUtf8Line: 0, firstOtherLine: 0 };
  let number = 0;
  for await (const line of readLines(path, signal)) {
    number++;
    if (isAscii(line)) continue;
    if (isUtf8(line)) {
      if (counts.utf8Lines++ === 0) counts.firstUtf8Line = number;
    } else if (counts.otherLines++ === 0) counts.firstOtherLine = number;
  }
  return counts;
}

export interface RewriteRequest {
  readonly from: string;
  readonly to: string;
  /** Put after the first character beyond ASCII of each line of the lesser encoding, so that the rows can be found again. */
  readonly marker: string | null;
  readonly markUtf8: boolean;
  readonly signal?: AbortSignal;
}

/** Rewrites a text as UTF-8: lines that are UTF-8 stay, the others are read as windows-1252. */
export async function rewriteAsUtf8(request: RewriteRequest): Promise<void> {
  const decoder = new TextDecoder('windows-1252');
  async function* lines(): AsyncGenerator<Buffer> {
    let pending: Buffer[] = [];
    let size = 0;
    for await (const line of readLines(request.from, request.signal)) {
      const utf8 = isUtf8(line);
      const mark = request.marker !== null && !isAscii(line) && utf8 === request.markUtf8;
      const out =
        utf8 && !mark
          ? line
          : Buffer.from(withMark(utf8 ? line.toString() : decoder.decode(line), mark ? request.marker : null));
      pending.push(out);
      size += out.length;
      if (size > 1 << 20) {
        yield Buffer.concat(pending);
        pending = [];
        size = 0;
      }
    }
    yield Buffer.concat(pending);
  }
  await pipeline(Readable.from(lines()), createWriteStream(request.to), { signal: request.signal });
}

function withMark(line: string, marker: string | null): string {
  if (marker === null) return line;
  // eslint-disable-next-line no-control-regex -- everything beyond ASCII
  return line.replace(/[^\u0000-\u007f]/, (character) => character + marker);
}

/** Lines with their line feed, as bytes. */
async function* readLines(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    let start = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, at + 1);
      start = at + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > LONGEST_LINE) {
      throw new AppError('UNREADABLE_FILE', 'A line of the file is longer than 64 MB: this is not a table.', {
        reason: 'LINE_TOO_LONG',
      });
    }
  }
  if (rest.length > 0) yield rest;
}
