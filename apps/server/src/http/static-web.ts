import type { Context, MiddlewareHandler } from 'hono';
import type { Encoding, WebFile } from '../web/web-files.ts';

const ONE_YEAR = 'public, max-age=31536000, immutable';
const NOT_BUILT = 'The web application has not been built. Run npm start, or npm run build.';

function chooseEncoding(accepted: string | undefined): Encoding | null {
  const names = (accepted ?? '').split(',').map((part) => part.trim().split(';')[0]);
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : null;
}

async function send(c: Context, file: WebFile): Promise<Response> {
  c.header('Cache-Control', file.immutable ? ONE_YEAR : 'no-cache');
  c.header('ETag', file.etag);
  c.header('Vary', 'Accept-Encoding');
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304);
  c.header('Content-Type', file.type);
  const encoding = chooseEncoding(c.req.header('accept-encoding'));
  const compressed = encoding === null ? null : await file.compressed(encoding);
  if (encoding !== null && compressed !== null) c.header('Content-Encoding', encoding);
  return c.body(new Uint8Array(compressed ?? file.bytes));
}

/** An address of a screen: a browser that wants a page (a metric's card ends like a file: /cards/market.share), or anything without a file ending. */
const isScreen = (c: Context): boolean => {
  const accept = c.req.header('accept') ?? '*/*';
  return accept.includes('text/html') || (!/\.[a-z0-9]+$/i.test(c.req.path) && accept.includes('*/*'));
};

/** Serves the built application; every address that is a screen gets index.html, and the router in it does the rest. */
export function staticWeb(files: ReadonlyMap<string, WebFile>): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const file = files.get(c.req.path);
    if (file !== undefined && c.req.path !== '/index.html') return send(c, file);
    if (!isScreen(c) && c.req.path !== '/index.html') return next();
    const index = files.get('/index.html');
    return index === undefined ? c.text(NOT_BUILT, 503) : send(c, index);
  };
}
