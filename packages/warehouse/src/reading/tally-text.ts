import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

/** What one reading of a text tells about it. */
export interface Tally {
  bytes: number;
  lineFeeds: number;
  hasQuotes: boolean;
  valid: boolean;
  ascii: boolean;
}

export function newTally(): Tally {
  return { bytes: 0, lineFeeds: 0, hasQuotes: false, valid: true, ascii: true };
}

/** Counts line feeds and checks UTF-8; a character cut by a chunk's edge is carried over. */
export function makeCounter(tally: Tally): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    tally.bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) tally.lineFeeds++;
    tally.hasQuotes ||= chunk.includes(34);
    if (!tally.valid) return;
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cut = lastWholeCharacter(joined);
    const whole = joined.subarray(0, cut);
    if (tally.ascii && !isAscii(whole)) tally.ascii = false;
    if (!tally.ascii && !isUtf8(whole)) tally.valid = false;
    rest = Buffer.from(joined.subarray(cut));
    if (rest.length > 3) tally.valid = false;
  };
}

function lastWholeCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back >= need ? bytes.length : bytes.length - back;
    }
  }
  return bytes.length;
}

export async function tallyFile(path: string, signal?: AbortSignal): Promise<Tally> {
  const tally = newTally();
  const count = makeCounter(tally);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) count(chunk as Buffer);
  return tally;
}
