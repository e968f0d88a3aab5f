import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { scanRecords, type ScannedRecord } from './scan-records.ts';

/** A line that cannot be read as a row of the table, as it came. */
export interface MalformedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface CleanRequest {
  readonly path: string;
  readonly fileName: string;
  readonly delimiter: string;
  readonly columns: number;
  readonly signal?: AbortSignal;
  /** Where the well-formed records are written, with line feeds; null to look only. */
  readonly target: string | null;
  /** Where malformed lines are written, one JSON object a line. */
  readonly malformedTarget: string | null;
  /** Where line steps are written, `record,shift` a line: from that record (from 1) on, physical line = record + shift. */
  readonly stepsTarget: string;
}

export interface CleanResult {
  readonly records: number;
  readonly malformed: number;
  readonly steps: number;
}

/**
 * Separates a text into well-formed records and malformed lines, nothing lost: header + records + malformed are all
 * the lines that are not blank.
 */
export async function cleanText(request: CleanRequest): Promise<CleanResult> {
  const good = request.target === null ? null : new LineWriter(request.target);
  const bad = request.malformedTarget === null ? null : new LineWriter(request.malformedTarget);
  const lines = new LineWriter(request.stepsTarget);
  let shift = Number.NaN;
  let steps = 0;
  let records = -1;
  let malformed = 0;
  const onRecord = (record: ScannedRecord): void => {
    const fault = records < 0 ? null : faultOf(record, request.columns);
    if (fault !== null) {
      malformed++;
      const line: MalformedLine = { line: record.line, text: record.bytes.toString(), reason: fault };
      bad?.write(Buffer.from(JSON.stringify(line)));
      return;
    }
    records++;
    if (records > 0 && record.line - records !== shift) {
      shift = record.line - records;
      steps++;
      lines.write(Buffer.from(`${records},${shift}`));
    }
    good?.write(record.hasLoneReturn ? withoutLoneReturns(record.bytes) : record.bytes);
  };
  const onChunk = async (): Promise<void> => {
    await good?.drain();
    await bad?.drain();
    await lines.drain();
  };
  try {
    await scanRecords({ ...request, onRecord, onChunk });
  } finally {
    await good?.close();
    await bad?.close();
    await lines.close();
  }
  return { records: Math.max(records, 0), malformed, steps };
}

function faultOf(record: ScannedRecord, columns: number): string | null {
  if (record.fault === 'QUOTE') return 'text follows a closing quote';
  if (record.fault === 'LENGTH') return 'the line is longer than 2 MB';
  const trailing = record.fields === columns + 1 && record.bytes.length > 0 && endsEmpty(record.bytes);
  if (record.fields === columns || trailing) return null;
  return `${record.fields} fields where the header has ${columns}`;
}

/** A last field that is empty: a delimiter too many at the end of the line, which the engine passes over. */
function endsEmpty(bytes: Buffer): boolean {
  return [0x2c, 0x3b, 0x09, 0x7c].includes(bytes.at(-1) ?? 0);
}

/** A carriage return inside a field would end the line for the engine: it becomes a space. */
function withoutLoneReturns(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte === 13 ? 32 : byte)));
}

class LineWriter {
  private readonly stream;
  private pending: Buffer[] = [];
  private size = 0;
  private static readonly lineFeed = Buffer.from('\n');

  constructor(path: string) {
    this.stream = createWriteStream(path);
    this.stream.on('error', () => {
      // Reported by drain and close.
    });
  }

  write(line: Buffer): void {
    this.pending.push(line, LineWriter.lineFeed);
    this.size += line.length + 1;
    if (this.size > 1 << 20) this.flush();
  }

  async drain(): Promise<void> {
    this.flush();
    if (this.stream.errored) throw this.stream.errored;
    if (this.stream.writableNeedDrain) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    this.flush();
    this.stream.end();
    await finished(this.stream);
  }

  /** Copies, because the lines are windows on a chunk that is about to be reused. */
  private flush(): void {
    if (this.size === 0) return;
    this.stream.write(Buffer.concat(this.pending, this.size));
    this.pending = [];
    this.size = 0;
  }
}
