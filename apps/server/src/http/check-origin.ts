import type { MiddlewareHandler } from 'hono';
import { problemResponse } from './problem-response.ts';
import { AppError } from '@vigie/kernel';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = (host: string): boolean => LOOPBACK_NAMES.has(host) || host === '::1';

const nameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

function refuse(message: string, reason: string): AppError {
  return new AppError('REFUSED', message, { reason });
}

/**
 * Two doors that a foreign page could use, closed: a request that changes something must come from our own pages (Origin and
 * Sec-Fetch-Site are written by the browser; programs without them pass), and a server that listens on this machine only
 * answers to this machine's names only, so that a domain pointed at 127.0.0.1 gets nothing.
 */
export function checkOrigin(listensOn: string): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (isLoopback(listensOn) && !LOOPBACK_NAMES.has(nameOf(host))) {
      return problemResponse(c, refuse('This server answers on this machine only.', 'FOREIGN_HOST'), 403);
    }
    if (!SAFE_METHODS.has(c.req.method)) {
      const origin = c.req.header('origin');
      const site = c.req.header('sec-fetch-site');
      const foreignOrigin = origin !== undefined && !sameOrigin(origin, host);
      if (foreignOrigin || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
        return problemResponse(
          c,
          refuse('Requests that change something come from this application only.', 'FOREIGN_ORIGIN'),
          403,
        );
      }
    }
    return next();
  };
}

function sameOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    // "null", as a sandboxed frame or a file sends.
    return false;
  }
}
