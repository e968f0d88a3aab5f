import { describeForTransport } from '@vigie/api';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The transport codes of the one error map as HTTP statuses, for routes beside tRPC. */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  BAD_REQUEST: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNPROCESSABLE_CONTENT: 422,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};
/** nginx's number for a client that closed its request; nobody is there to read it. */
const CLIENT_CLOSED = 499 as ContentfulStatusCode;

/** `{error: {message, appCode, reason, where, cure}}`, with the same words as tRPC would use. */
export function problemResponse(c: Context, error: unknown, status?: ContentfulStatusCode): Response {
  const described = describeForTransport(error);
  const chosen =
    status ?? (described.code === 'CLIENT_CLOSED_REQUEST' ? CLIENT_CLOSED : (STATUS[described.code] ?? 500));
  return c.json({ error: { message: described.message, ...described.facts } }, chosen);
}
