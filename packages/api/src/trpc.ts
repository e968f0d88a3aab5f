import { initTRPC, TRPCError } from '@trpc/server';
import type { SuperJSONResult } from 'superjson';
import superjson from 'superjson';
import type { ApiContext } from './context.ts';
import { describeForTransport } from './error-map.ts';
import { isCheckedFigure } from './figure-output.ts';

/**
 * superjson, which walks everything it sends to note what JSON cannot say. A figure is plain JSON by its schema and can be
 * large: it is sent as superjson would send it, without the walk.
 */
const transformer = {
  serialize: (value: unknown) => (isCheckedFigure(value) ? { json: value } : superjson.serialize(value)),
  deserialize: (value: SuperJSONResult) => superjson.deserialize(value),
};

const t = initTRPC.context<ApiContext>().create({
  transformer,
  // Never send a stack outside, whatever NODE_ENV says.
  isDev: false,
  // Keeps proxies from closing a quiet stream, and lets a client notice a dead one.
  sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
  errorFormatter({ shape, error }) {
    const described = describeForTransport(error);
    return { ...shape, message: described.message, data: { ...shape.data, ...described.facts } };
  },
});

/** Gives the product's own errors their transport code, and logs the cause of every other one. */
const mapErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const described = describeForTransport(result.error);
  if (!described.expected) ctx.logUnexpected(result.error.cause ?? result.error, path);
  throw new TRPCError({ code: described.code, message: described.message, cause: result.error.cause ?? result.error });
});

export const router = t.router;
export const procedure = t.procedure.use(mapErrors);
export const createCallerFactory = t.createCallerFactory;
