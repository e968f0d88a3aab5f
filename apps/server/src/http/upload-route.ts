import type { HttpBindings } from '@hono/node-server';
import { AppError } from '@vigie/kernel';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import type { Uploads } from '../uploads/upload-service.ts';
import { reportProblem } from './report-problem.ts';

const idSchema = z.uuid();

/**
 * `POST /uploads/:id`: the file as the raw body. It goes from the socket to the disk; nothing here ever holds it whole,
 * which is why it is not a tRPC procedure and not multipart.
 */
export function uploadRoute(uploads: Uploads, logger: Logger): Hono<{ Bindings: HttpBindings }> {
  const route = new Hono<{ Bindings: HttpBindings }>();
  route.post('/:id', async (c) => {
    try {
      const id = idSchema.safeParse(c.req.param('id'));
      if (!id.success) throw new AppError('NOT_FOUND', 'There is no such upload.', { reason: 'NO_SUCH_UPLOAD' });
      if ((c.req.header('content-type') ?? '').startsWith('multipart/')) {
        const cure = 'Send the bytes of the file as the body, with the type application/octet-stream.';
        throw new AppError('BAD_INPUT', 'This route takes the file itself, not a form.', { reason: 'MULTIPART', cure });
      }
      return c.json({ upload: await uploads.receive(id.data, c.env.incoming) }, 201);
    } catch (error) {
      // What is left of the body would otherwise be read as the next request of this connection.
      if (!c.env.incoming.complete) c.header('Connection', 'close');
      return reportProblem(c, error, logger);
    }
  });
  return route;
}
