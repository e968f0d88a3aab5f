import { describeForTransport } from '@vigie/api';
import type { Context } from 'hono';
import type { Logger } from '../logger.ts';
import { problemResponse } from './problem-response.ts';

/** The answer to an error, with its cause in the log when it is not one of the product's. */
export function reportProblem(c: Context, error: unknown, logger: Logger): Response {
  if (!describeForTransport(error).expected) logger.error({ err: error, path: c.req.path }, 'unexpected error');
  return problemResponse(c, error);
}
