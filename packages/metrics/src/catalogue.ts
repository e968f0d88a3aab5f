import { AppError } from '@vigie/kernel';
import { availabilityByPlatform } from './access/availability-by-platform/definition.ts';
import { accessDelays } from './access/delays/definition.ts';
import { accessHiddenSlots } from './access/hidden-slots/definition.ts';
import { accessMonitor } from './access/monitor/definition.ts';
import { accessParity } from './access/parity/definition.ts';
import { accessPublished } from './access/published/definition.ts';
import { accessReasons } from './access/reasons/definition.ts';
import { accessRequests } from './access/requests/definition.ts';
import type { MetricDefinition } from './frame/definition.ts';
import { growthChange } from './growth/change/definition.ts';
import { growthDecomposition } from './growth/decomposition/definition.ts';
import { marketAvailability } from './market/availability/definition.ts';
import { marketConcentration } from './market/concentration/definition.ts';
import { marketDefinitions } from './market/definitions/definition.ts';
import { marketLocal } from './market/local/definition.ts';
import { mergerScreen } from './market/merger-screen/definition.ts';
import { marketPenetration } from './market/penetration/definition.ts';
import { marketShare } from './market/share/definition.ts';

/** Every metric of the product, in the order of the cards. */
export const METRICS: readonly MetricDefinition[] = [
  marketShare,
  marketDefinitions,
  marketConcentration,
  mergerScreen,
  marketLocal,
  marketPenetration,
  marketAvailability,
  growthChange,
  growthDecomposition,
  accessParity,
  accessMonitor,
  accessDelays,
  accessReasons,
  accessHiddenSlots,
  accessPublished,
  accessRequests,
  availabilityByPlatform,
];

export function getMetric(id: string): MetricDefinition {
  const metric = METRICS.find((m) => m.id === id);
  if (metric) return metric;
  throw new AppError('NOT_FOUND', `There is no metric "${id}".`, {
    reason: 'NO_SUCH_METRIC',
    where: { metric: id },
    cure: `There are ${METRICS.map((m) => m.id).join(', ')}.`,
  });
}
