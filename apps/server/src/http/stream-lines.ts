import { Readable } from 'node:stream';

/** Bytes are sent in pieces of about this many characters: one write a line would be slow. */
const PIECE = 64 * 1024;

async function* encode(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** Lines as a response body, sent as they are made. */
export const streamLines = (lines: Iterable<string> | AsyncIterable<string>): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(encode(lines), { objectMode: true })) as ReadableStream<Uint8Array>;
