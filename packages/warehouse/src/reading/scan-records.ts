import { createReadStream } from 'node:fs';
import { AppError } from '@vigie/kernel';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
/** A quoted field that runs on for more than this was never closed. */
const LONGEST_RECORD = 4 * 1024 * 1024;

export interface ScannedRecord {
  /** Without its line end. */
  readonly bytes: Buffer;
  /** Physical line of its beginning, from 1. */
  readonly line: number;
  readonly fields: number;
  /** What is wrong with it: text after a closing quote, too long. Null: well formed. */
  readonly fault: 'QUOTE' | 'LENGTH' | null;
  readonly hasLoneReturn: boolean;
}

export interface ScanRequest {
  readonly path: string;
  readonly fileName: string;
  readonly delimiter: string;
  readonly signal?: AbortSignal;
  readonly onRecord: (record: ScannedRecord) => void;
  /** Called between chunks, for writers that must drain. */
  readonly onChunk?: () => Promise<void>;
}

type Place = 'start' | 'plain' | 'quoted' | 'closed' | 'faulty';

/**
 * Walks a CSV text record by record with exact line numbers, as strictly as the engine reads it. Slower than the
 * engine, so it is used for texts that the engine refused, and to find the lines of refused rows.
 * @throws AppError UNREADABLE_FILE / UNCLOSED_QUOTE naming the line where the quote was opened
 */
export async function scanRecords(request: ScanRequest): Promise<void> {
  const walker = new RecordWalker(request);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(request.path, { highWaterMark: 1 << 20 })) {
    request.signal?.throwIfAborted();
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    rest = Buffer.from(bytes.subarray(walker.walk(bytes, rest.length, false)));
    await request.onChunk?.();
  }
  walker.walk(rest, rest.length, true);
}

class RecordWalker {
  private readonly request: ScanRequest;
  private readonly delimiter: number;
  private place: Place = 'start';
  private line = 1;
  private recordLine = 1;
  private quoteLine = 1;
  private fields = 1;
  private loneReturn = false;
  private faulty = false;
  private first = true;

  constructor(request: ScanRequest) {
    this.request = request;
    this.delimiter = request.delimiter.charCodeAt(0);
  }

  /** Walks `bytes` from `from` (what lies before was walked already); returns where the unfinished record begins. */
  walk(bytes: Buffer, from: number, last: boolean): number {
    let start = 0;
    if (this.first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      start = 3;
      from = Math.max(from, 3);
    }
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.place === 'quoted') {
        at = this.insideQuotes(bytes, at);
        if (at < 0) break;
        continue;
      }
      if (byte === LF || (byte === CR && this.endsLine(bytes, at, last))) {
        if (byte === CR && bytes[at + 1] === LF) at++;
        const end = bytes[at] === LF && bytes[at - 1] === CR && at > start ? at - 1 : at;
        this.emit(bytes.subarray(start, end));
        start = at + 1;
      } else this.step(byte);
    }
    if (last) this.finish(bytes.subarray(start));
    else if (bytes.length - start > LONGEST_RECORD) this.tooLong();
    if (start > 0) this.first = false;
    return start;
  }

  private insideQuotes(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LF) this.line++;
      if (byte !== QUOTE) continue;
      this.place = 'closed';
      return at;
    }
    return -1;
  }

  private step(byte: number): void {
    if (this.place === 'faulty') return;
    if (byte === this.delimiter) {
      this.fields++;
      this.place = 'start';
    } else if (this.place === 'start') {
      if (byte === QUOTE) {
        this.place = 'quoted';
        this.quoteLine = this.line;
      } else if (byte !== SPACE) this.place = 'plain';
    } else if (this.place === 'closed') {
      if (byte === QUOTE) this.place = 'quoted';
      else if (byte !== SPACE && byte !== CR) this.garbage();
    }
    if (byte === CR) this.loneReturn = true;
  }

  /** A carriage return ends a line before a line feed; alone it is a character of the field. */
  private endsLine(bytes: Buffer, at: number, last: boolean): boolean {
    return at + 1 < bytes.length ? bytes[at + 1] === LF : last;
  }

  private garbage(): void {
    if (this.quoteLine < this.line) throw unclosed(this.request.fileName, this.quoteLine);
    this.faulty = true;
    this.place = 'faulty';
  }

  private tooLong(): void {
    if (this.place === 'quoted' || this.recordLine < this.line) throw unclosed(this.request.fileName, this.quoteLine);
    throw new AppError(
      'UNREADABLE_FILE',
      `Line ${this.recordLine} of “${this.request.fileName}” is longer than 4 MB.`,
      {
        reason: 'LINE_TOO_LONG',
        where: { file: this.request.fileName, line: this.recordLine },
      },
    );
  }

  private finish(rest: Buffer): void {
    if (this.place === 'quoted') throw unclosed(this.request.fileName, this.quoteLine);
    const end = rest.at(-1) === CR ? rest.length - 1 : rest.length;
    if (end > 0) this.emit(rest.subarray(0, end));
  }

  private emit(bytes: Buffer): void {
    const blank = this.fields === 1 && bytes.toString('latin1').trim() === '';
    if (!blank) {
      const fault = this.faulty ? 'QUOTE' : bytes.length > LONGEST_RECORD / 2 ? 'LENGTH' : null;
      const { fields, loneReturn: hasLoneReturn, recordLine: line } = this;
      this.request.onRecord({ bytes, line, fields, fault, hasLoneReturn });
    }
    this.line++;
    this.recordLine = this.line;
    this.place = 'start';
    this.fields = 1;
    this.faulty = false;
    this.loneReturn = false;
  }
}

function unclosed(fileName: string, line: number): AppError {
  return new AppError('UNREADABLE_FILE', `“${fileName}”: a quote is opened on line ${line} and never closed.`, {
    reason: 'UNCLOSED_QUOTE',
    where: { file: fileName, line },
    cure: 'Close the quote, or double it where it belongs to the text.',
  });
}
