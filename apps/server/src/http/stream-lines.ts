import { Readable } from 'node:stream';

/** Lines as a response body, sent as they are made. */
export const streamLines = (lines: Iterable<string> | AsyncIterable<string>): ReadableStream =>
  Readable.toWeb(Readable.from(lines, { objectMode: true })) as ReadableStream;
