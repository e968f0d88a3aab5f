import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { portProblem } from '../lifecycle/check-port.ts';

/** How long answers under way may take once the server is asked to stop. */
const GRACE_MS = 2000;
const SWEEP_MS = 20;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves an application. `port` 0 takes any free one. @throws AppError CONFLICT when the port is taken. */
export async function listen(app: Hono<{ Bindings: HttpBindings }>, host: string, port: number): Promise<Listening> {
  const server = createServer(getRequestListener(app.fetch));
  // A large file over a slow line takes long; idle connections still end after five seconds without a request.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portProblem(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // A connection whose answer ends now would otherwise stay open for the next request.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(grace);
}
