import { AppError } from '@vigie/kernel';
import { requirePlatform } from '../../frame/known-platforms.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import type { MarketScope } from '../../frame/scope.ts';
import { computeShare } from '../share/compute-share.ts';

const NOT_A_PLATFORM = new Set(['none', 'unmatched', 'other']);

/** The platform a figure is about: the one asked for, else `own` where it exists, else the one with most online bookings in the period. */
export async function choosePlatform(
  context: MetricContext,
  scope: MarketScope,
  asked: string | undefined,
): Promise<string> {
  await requirePlatform(context, asked);
  if (asked !== undefined) return asked;
  for (const definition of ['M3_ONLINE_BOOKINGS', 'M1_ONLINE_EQUIPPED'] as const) {
    const { cells } = await computeShare(context, { ...scope, grain: 'total', by: ['platform'] }, definition);
    if (cells.some((cell) => cell.platform === 'own')) return 'own';
    const [largest] = cells
      .filter((cell) => !NOT_A_PLATFORM.has(cell.platform))
      .sort((a, b) => b.numerator - a.numerator);
    if (largest) return largest.platform;
  }
  throw new AppError('REFUSED', 'No platform has a booking or an equipped practitioner in this period and place.', {
    reason: 'NO_PLATFORM',
    cure: 'Choose a period that the release covers.',
  });
}
