import type { HttpBindings } from '@hono/node-server';
import { trpcServer } from '@hono/trpc-server';
import type { ApiServices } from '@vigie/api';
import { appRouter } from '@vigie/api';
import { AppError } from '@vigie/kernel';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from '../logger.ts';
import type { Uploads } from '../uploads/upload-service.ts';
import type { WebFile } from '../web/web-files.ts';
import { checkOrigin } from './check-origin.ts';
import { exportRoutes } from './export-routes.ts';
import { problemResponse } from './problem-response.ts';
import { publishedRoutes } from './published-routes.ts';
import { reportProblem } from './report-problem.ts';
import { requestContext } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';
import { staticWeb } from './static-web.ts';
import { uploadRoute } from './upload-route.ts';

/** Requests other than uploads are questions and settings; a mapping for a wide file is the largest of them. */
const MAX_REQUEST_BYTES = 1024 * 1024;

export interface AppParts {
  readonly services: ApiServices;
  readonly uploads: Uploads;
  readonly webFiles: ReadonlyMap<string, WebFile>;
  readonly logger: Logger;
  /** The address the server listens on; decides whose requests it answers. */
  readonly host: string;
  readonly version: string;
}

/** All of HTTP: the API, the file routes beside it, and the built application. */
export function createApp(parts: AppParts): Hono<{ Bindings: HttpBindings }> {
  const { services, uploads, logger } = parts;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(securityHeaders());
  app.use(checkOrigin(parts.host));
  app.onError((error, c) => reportProblem(c, error, logger));
  app.notFound((c) =>
    problemResponse(c, new AppError('NOT_FOUND', 'There is nothing at this address.', { reason: 'NO_SUCH_PAGE' })),
  );

  app.get('/healthz', (c) => c.json({ ok: true, version: parts.version }));
  app.route('/uploads', uploadRoute(uploads, logger));

  const tooLarge = new AppError('LIMIT_REACHED', 'The request is too large.', { reason: 'REQUEST_TOO_LARGE' });
  app.use(bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: (c) => problemResponse(c, tooLarge) }));
  app.route('/export', exportRoutes(services, logger));
  app.route('/published', publishedRoutes(services, logger));
  app.use(
    '/trpc/*',
    trpcServer({
      router: appRouter,
      endpoint: '/trpc',
      createContext: () =>
        requestContext(services, (error, path) => logger.error({ err: error, path }, 'unexpected error')),
    }),
  );
  app.use(staticWeb(parts.webFiles));
  return app;
}
