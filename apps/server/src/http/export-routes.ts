import { tmpdir } from 'node:os';
import type { ApiServices } from '@vigie/api';
import { csvLines, flattenFigure, flattenPart, type Figure } from '@vigie/kernel';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import { rejectLines } from '../exports/reject-lines.ts';
import { writeParquet } from '../exports/write-parquet.ts';
import type { Logger } from '../logger.ts';
import { parseQuery } from './parse-query.ts';
import { reportProblem } from './report-problem.ts';
import { streamLines } from './stream-lines.ts';

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
  /** A list that the rows carry, one line per element: `strata`, `beside`. JSON always holds everything. */
  part: z.string().min(1).max(40).optional(),
});

const rejectQuerySchema = z.object({
  format: z.literal('csv').default('csv'),
  severity: z.enum(['reject', 'warn', 'all']).default('reject'),
});
const ingestIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits');

/** Names that every file system takes; quotes and line ends could not get into the header in any case. */
function attach(c: Context, name: string, type: string): void {
  c.header('Content-Type', type);
  c.header('Content-Disposition', `attachment; filename="${name.replaceAll(/[^A-Za-z0-9._-]/g, '-')}"`);
  c.header('Cache-Control', 'no-store');
}

async function sendFigure(
  c: Context,
  figure: Figure,
  { format, part }: Pick<z.infer<typeof figureQuerySchema>, 'format' | 'part'>,
): Promise<Response> {
  const subject = part === undefined || format === 'json' ? figure.metric : `${figure.metric}-${part}`;
  const name = `${subject}-release-${figure.passport.release.number}`;
  if (format === 'json') {
    attach(c, `${name}.json`, 'application/json; charset=utf-8');
    return c.body(JSON.stringify({ figure }));
  }
  const table = part === undefined ? flattenFigure(figure) : flattenPart(figure, part);
  if (format === 'csv') {
    attach(c, `${name}.csv`, 'text/csv; charset=utf-8');
    const columns = table.columns.map((column) => column.name);
    return c.body(streamLines(csvLines(columns, table.rows)));
  }
  const bytes = await writeParquet(table, { passport: JSON.stringify(figure.passport) }, tmpdir());
  attach(c, `${name}.parquet`, 'application/vnd.apache.parquet');
  return c.body(new Uint8Array(bytes));
}

export interface ExportServices extends Pick<ApiServices, 'figures'> {
  readonly warehouse: Pick<ApiServices['warehouse'], 'ingest' | 'allRejects'>;
}

/** All rows of a figure, or all refused rows of a file: never a page of them. */
export function exportRoutes(services: ExportServices, logger: Logger): Hono {
  const routes = new Hono();
  routes.get('/figure', async (c) => {
    try {
      const { metric, params, release, format, part } = parseQuery(figureQuerySchema, c.req.query(), 'query');
      return await sendFigure(c, await services.figures.run(metric, params, { release, signal: c.req.raw.signal }), {
        format,
        part,
      });
    } catch (error) {
      return reportProblem(c, error, logger);
    }
  });
  routes.get('/rejects/:ingestId', async (c) => {
    try {
      const ingestId = parseQuery(ingestIdSchema, c.req.param('ingestId'), 'ingestId');
      const { severity } = parseQuery(rejectQuerySchema, c.req.query(), 'query');
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
