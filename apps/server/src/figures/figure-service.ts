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

const weigh = (figure: Figure): number => CELLS_OF_A_PASSPORT + figure.rows.length * (figure.columns.length + 2);

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
