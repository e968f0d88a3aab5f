import type { FigureService } from '@vigie/api';
import { checkFigure } from '@vigie/api';
import { getMetric, runMetric } from '@vigie/metrics';
import type { ReleaseReader } from '@vigie/warehouse';

/** The catalogue's metrics over a release in memory: real SQL and real statistics, without files. */
export function memoryFigures(release: ReleaseReader): FigureService {
  return {
    run: async (id, params, { signal }) => checkFigure(await runMetric(release, getMetric(id), params, { signal })),
  };
}
