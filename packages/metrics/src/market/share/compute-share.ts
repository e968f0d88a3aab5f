import { AppError } from '@vigie/kernel';
import type { MetricContext } from '../../frame/metric-context.ts';
import { requireCarried, type MarketScope } from '../../frame/scope.ts';
import {
  chooseRule,
  MARKET_DEFINITIONS,
  type CountingRule,
  type MarketDefinition,
  type MarketDefinitionId,
} from '../market-definitions.ts';
import { bookingShares } from './booking-shares.ts';
import { equipmentShares } from './equipment-shares.ts';
import { primaryShares } from './primary-shares.ts';
import type { ShareResult } from './share-result.ts';
import { vendorShares } from './vendor-shares.ts';

/** The cells of one definition by one counting rule: the only place where a share is computed. Other metrics build on these cells. */
export async function computeShare(
  context: MetricContext,
  scope: MarketScope,
  definitionId: MarketDefinitionId,
  asked?: CountingRule,
): Promise<ShareResult> {
  const definition = MARKET_DEFINITIONS[definitionId];
  const rule = chooseRule(definition, asked);
  if (rule === null) throw ruleError(definition, asked);
  if (rule === 'MS-6') return primaryShares(context, scope, definition);
  switch (definition.basis) {
    case 'bookings':
      requireCarried(scope);
      // All appointments are all appointments: an outside option makes no sense there.
      return bookingShares(
        context,
        definition.id === 'M4_ALL_APPOINTMENTS' ? { ...scope, outsideOption: 'in' } : scope,
        definition,
      );
    case 'vendor':
      return vendorShares(context, scope, definition, rule);
    case 'equipment':
    case 'universe':
      return equipmentShares(context, scope, definition, rule);
  }
}

function ruleError(definition: MarketDefinition, asked: CountingRule | undefined): AppError {
  return new AppError('BAD_INPUT', `${definition.id} cannot be counted by ${asked}.`, {
    reason: 'RULE_NOT_ALLOWED',
    where: { parameter: 'countingRule' },
    cure: `Use one of ${definition.rules.join(', ')}.`,
  });
}
