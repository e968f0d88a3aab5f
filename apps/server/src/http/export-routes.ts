import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import type { ApiServices } from '@vigie/api';
import { AppError, csvLines, flattenFigure, type Figure } from '@vigie/kernel';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import { rejectLines } from '../exports/reject-lines.ts';
import { writeParquet } from '../exports/write-parquet.ts';
import type { Logger } from '../logger.ts';
import { reportProblem } from './report-problem.ts';

const paramsSchema = z.string().transform((text, context) => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON object' });
    return z.NEVER;
  }
});

const figureQuerySchema = z.object({
  metric: z.string().min(1),
  params: paramsSchema.default({}),
  release: z.coerce.number().int().positive().optional(),
  format: z.enum(['csv', 'parquet', 'json']).default('csv'),
});

const rejectQuerySchema = z.object({
  format: z.literal('csv').default('csv'),
  severity: z.enum(['reject', 'warn', 'all']).default('reject'),
});
const ingestIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits');

function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || name;
  throw new AppError('BAD_INPUT', `“${field}” ${issue?.message ?? 'is not valid'}.`, {
    reason: 'INVALID_INPUT',
    where: { field },
  });
}

/** Names that every file system takes; quotes and line ends could not get into the header in any case. */
function attach(c: Context, name: string, type: string): void {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name.replaceAll(/[^A-Za-z0-9._-]/g, '-')}"`);
  c.header('Cache-Control', 'no-store');
}

const streamLines = (lines: Iterable<string> | AsyncIterable<string>): ReadableStream =>
  Readable.toWeb(Readable.from(lines, { objectMode: true })) as ReadableStream;

async function sendFigure(c: Context, figure: Figure, format: 'csv' | 'parquet' | 'json'): Promise<Response> {
  const name = `${figure.metric}-release-${figure.passport.release.number}`;
  if (format === 'json') {
    attach(c, `${name}.json`, 'application/json; charset=utf-8');
    return c.body(JSON.stringify({ figure }));
  }
  const table = flattenFigure(figure);
  if (format === 'csv') {
    attach(c, `${name}.csv`, 'text/csv; charset=utf-8');
    const columns = table.columns.map((column) => column.name);
    return c.body(streamLines(csvLines(columns, table.rows)));
  }
  const bytes = await writeParquet(table, { passport: JSON.stringify(figure.passport) }, tmpdir());
  attach(c, `${name}.parquet`, 'application/vnd.apache.parquet');
  return c.body(new Uint8Array(bytes));
}

/** All rows of a figure, or all refused rows of a file: never a page of them. */
export function exportRoutes(services: Pick<ApiServices, 'figures' | 'warehouse'>, logger: Logger): Hono {
  const routes = new Hono();
  routes.get('/figure', async (c) => {
    try {
      const { metric, params, release, format } = parse(figureQuerySchema, c.req.query(), 'query');
      return await sendFigure(
        c,
        await services.figures.run(metric, params, { release, signal: c.req.raw.signal }),
        format,
      );
    } catch (error) {
      return reportProblem(c, error, logger);
    }
  });
  routes.get('/rejects/:ingestId', async (c) => {
    try {
      const ingestId = parse(ingestIdSchema, c.req.param('ingestId'), 'ingestId');
      const { severity } = parse(rejectQuerySchema, c.req.query(), 'query');
      // Asked first, so that an unknown ingest is a clear answer and not a broken file.
      const ingest = await services.warehouse.ingest(ingestId);
      attach(c, `${ingest.fileName}-${severity}.csv`, 'text/csv; charset=utf-8');
      return c.body(streamLines(rejectLines(services.warehouse.allRejects(ingestId, severity, c.req.raw.signal))));
    } catch (error) {
      return reportProblem(c, error, logger);
    }
  });
  return routes;
}
