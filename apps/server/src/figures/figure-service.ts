import type { FigureService } from '@vigie/api';
import { checkFigure } from '@vigie/api';
import { canonicalJson } from '@vigie/evidence';
import type { Figure } from '@vigie/kernel';
import { getMetric, parseParams, runMetric } from '@vigie/metrics';
import { z } from 'zod';
import { FigureCache } from './figure-cache.ts';
import type { ReleasePool } from './release-pool.ts';

/** About 100 bytes each: the cache ends near 200 MB. */
const MAX_CACHED_CELLS = 2_000_000;
const CELLS_OF_A_PASSPORT = 200;

/** Parameters are what JSON can say; a metric that parsed one into something else would fail here, not share a wrong key. */
const plainSchema = z.json();

/** An element of a list that a row carries, a stratum for instance. */
const CELLS_OF_AN_ELEMENT = 15;

/** Rows, and what they carry in lists: a row of parity may have thousands of strata. */
function weigh(figure: Figure): number {
  const elements = figure.rows.reduce(
    (sum, row) =>
      sum + Object.values(row).reduce<number>((inRow, value) => inRow + (Array.isArray(value) ? value.length : 0), 0),
    0,
  );
  const cells = figure.rows.length * (figure.columns.length + 2);
  return CELLS_OF_A_PASSPORT + cells + CELLS_OF_AN_ELEMENT * elements;
}

/** Answers figures from the catalogue, each once per release, metric version and parameters. */
export function createFigureService(releases: ReleasePool): FigureService {
  const cache = new FigureCache<Figure>({ maxWeight: MAX_CACHED_CELLS, weigh });
  return {
    run: (id, params, { release, signal }) => {
      const metric = getMetric(id);
      // Defaults filled and names checked first: two spellings of one question are one key.
      const parsed = parseParams(metric, params);
      return releases.use(release, (reader) => {
        const key = `${reader.hash}|${reader.number}|${metric.id}|${metric.version}|${canonicalJson(plainSchema.parse(parsed))}`;
        return cache.get(
          key,
          async (work) => checkFigure(await runMetric(reader, metric, parsed, { signal: work })),
          signal,
        );
      });
    },
  };
}
