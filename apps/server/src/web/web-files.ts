import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};
const COMPRESSIBLE: ReadonlySet<string> = new Set([
  '.html',
  '.js',
  '.css',
  '.json',
  '.svg',
  '.webmanifest',
  '.txt',
  '.map',
]);
const TOO_SMALL_TO_COMPRESS = 1024;
/** 11 takes seconds for the largest chunk; 9 is within 3 % of it. */
const BROTLI_QUALITY = 9;

export type Encoding = 'br' | 'gzip';

export interface WebFile {
  readonly type: string;
  readonly etag: string;
  /** True for files whose name holds their hash: they never change. */
  readonly immutable: boolean;
  readonly bytes: Buffer;
  /** The compressed bytes, made at the first request and kept; null when it is not worth it. */
  compressed(encoding: Encoding): Promise<Buffer> | null;
}

function readWebFile(path: string, immutable: boolean): WebFile {
  const extension = extname(path);
  const bytes = readFileSync(path);
  const worthIt = COMPRESSIBLE.has(extension) && bytes.length >= TOO_SMALL_TO_COMPRESS;
  const made = new Map<Encoding, Promise<Buffer>>();
  const make = (encoding: Encoding): Promise<Buffer> =>
    encoding === 'br'
      ? toBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
      : toGzip(bytes, { level: 9 });
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    immutable,
    bytes,
    compressed: (encoding) => {
      if (!worthIt) return null;
      const kept = made.get(encoding) ?? make(encoding);
      made.set(encoding, kept);
      return kept;
    },
  };
}

/**
 * The built application by address (`/assets/x.js`). The list is made once: what is not in it cannot be asked for,
 * whatever a path says. Empty when nothing was built.
 */
export function readWebFiles(folder: string): ReadonlyMap<string, WebFile> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile() && !name.startsWith('.'));
  return new Map(
    files.map((name) => {
      const address = `/${relative(folder, join(folder, name)).split(sep).join('/')}`;
      return [address, readWebFile(join(folder, name), address.startsWith('/assets/'))] as const;
    }),
  );
}
