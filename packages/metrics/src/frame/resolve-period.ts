import { AppError } from '@vigie/kernel';
import type { ReleaseReader } from '@vigie/warehouse';
import { addMonths, startOf } from './period.ts';

/** The asked period, or the last whole month of the release when none was asked. */
export function resolvePeriod(
  release: ReleaseReader,
  asked: { from?: string | undefined; to?: string | undefined },
): { from: string; to: string } {
  const { from, to } = asked;
  if (from !== undefined && to !== undefined) {
    if (from < to) return { from, to };
    throw new AppError('BAD_INPUT', `The period from ${from} to ${to} holds no day.`, {
      reason: 'EMPTY_PERIOD',
      where: { parameter: 'to' },
      cure: 'The end is the first day after the period, so it must be later than the start.',
    });
  }
  if (from !== undefined || to !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      `A period needs both its first day and the day after its last; only "${from === undefined ? 'to' : 'from'}" was given.`,
      { reason: 'HALF_PERIOD', where: { parameter: from === undefined ? 'from' : 'to' } },
    );
  }
  const end = release.info.dataToExclusive;
  if (end === null)
    throw new AppError('REFUSED', 'The release holds no dated rows, so there is no last month to show.', {
      reason: 'NO_DATA',
      cure: 'Ingest a booking export and build a release.',
    });
  const lastMonthEnd = startOf(end, 'month');
  return { from: addMonths(lastMonthEnd, -1), to: lastMonthEnd };
}
