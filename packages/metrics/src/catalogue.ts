import { AppError } from '@vigie/kernel';
import type { MetricDefinition } from './frame/definition.ts';
import { marketShare } from './market/share/definition.ts';

/** Every metric of the product, in the order of the cards. */
export const METRICS: readonly MetricDefinition[] = [marketShare];

export function getMetric(id: string): MetricDefinition {
  const metric = METRICS.find((m) => m.id === id);
  if (metric) return metric;
  throw new AppError('NOT_FOUND', `There is no metric "${id}".`, {
    reason: 'NO_SUCH_METRIC',
    where: { metric: id },
    cure: `There are ${METRICS.map((m) => m.id).join(', ')}.`,
  });
}
