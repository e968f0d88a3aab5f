import type { ApiServices } from '@vigie/api';
import { canonicalJson, sha256 } from '@vigie/evidence';
import { csvLines, flattenFigure } from '@vigie/kernel';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { parseQuery } from './parse-query.ts';
import { reportProblem } from './report-problem.ts';
import { streamLines } from './stream-lines.ts';

const METRIC = 'access.published';

const querySchema = z.object({
  from: z.iso.date('must be a day, YYYY-MM-DD').optional(),
  to: z.iso.date('must be a day, YYYY-MM-DD').optional(),
  /** Only this partner beside the interfaces as a whole. */
  partner: z.string().min(1).max(60).optional(),
});

/**
 * The daily statistics of every interface at an address that does not change: `GET /published/access.csv?from&to&partner`, UTC
 * days, `to` excluded, always of the newest release. Which one it was stands in the headers; a reader that has it already gets 304.
 */
export function publishedRoutes({ figures }: Pick<ApiServices, 'figures'>, logger: Logger): Hono {
  const routes = new Hono();
  routes.get('/access.csv', async (c) => {
    try {
      const given = Object.entries(parseQuery(querySchema, c.req.query(), 'query'));
      const params = Object.fromEntries(given.filter(([, value]) => value !== undefined));
      const figure = await figures.run(METRIC, params, { signal: c.req.raw.signal });
      const { release, params: asked } = figure.passport;
      const wanted = sha256(canonicalJson(z.record(z.string(), z.json()).parse(asked))).slice(0, 16);
      const tag = `"${release.hash.slice(0, 32)}-${figure.version}-${wanted}"`;
      c.header('ETag', tag);
      c.header('Cache-Control', 'no-cache');
      c.header('X-Vigie-Release', `${release.number} ${release.hash}`);
      if (c.req.header('if-none-match') === tag) return c.body(null, 304);
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', 'inline; filename="access.csv"');
      const table = flattenFigure(figure);
      const names = table.columns.map(({ name }) => name);
      return c.body(streamLines(csvLines(names, table.rows)));
    } catch (error) {
      return reportProblem(c, error, logger);
    }
  });
  return routes;
}
