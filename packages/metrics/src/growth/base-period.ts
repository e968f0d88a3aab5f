import { AppError } from '@vigie/kernel';
import { z } from 'zod';
import { periodParams } from '../frame/params.ts';
import { addDays, addMonths, daysBetween, isMonthStart } from '../frame/period.ts';

/** What the current period is compared with. */
export const baseParams = {
  against: z.enum(['year-before', 'previous', 'dates']).default('year-before').meta({
    description: 'Compare with the same period a year before, with the period just before, or with given dates.',
    fr: 'Comparer à la même période un an avant, à la période juste avant, ou à des dates données.',
  }),
  baseFrom: periodParams.from.meta({
    description: 'First day of the base period (against: dates).',
    fr: 'Premier jour de la période de base (against : dates).',
  }),
  baseTo: periodParams.to.meta({
    description: 'First day after the base period.',
    fr: 'Premier jour après la période de base.',
  }),
};

interface AskedBase {
  readonly against: 'year-before' | 'previous' | 'dates';
  readonly baseFrom?: string | undefined;
  readonly baseTo?: string | undefined;
}

/** The base period. Whole months stay whole months; weeks a year before stay weeks (364 days), so that weekdays match. */
export function resolveBase(period: { from: string; to: string }, asked: AskedBase): { from: string; to: string } {
  const { from, to } = period;
  if (asked.baseFrom !== undefined && asked.baseTo !== undefined) {
    if (asked.baseFrom < asked.baseTo && asked.baseTo <= from) return { from: asked.baseFrom, to: asked.baseTo };
    throw new AppError(
      'BAD_INPUT',
      `The base period ${asked.baseFrom} to ${asked.baseTo} must hold a day and end by ${from}.`,
      { reason: 'BAD_BASE', where: { parameter: 'baseTo' } },
    );
  }
  if (asked.against === 'dates' || asked.baseFrom !== undefined || asked.baseTo !== undefined) {
    throw new AppError('BAD_INPUT', 'A base period needs both baseFrom and baseTo.', {
      reason: 'HALF_PERIOD',
      where: { parameter: asked.baseFrom === undefined ? 'baseFrom' : 'baseTo' },
    });
  }
  const months = isMonthStart(from) && isMonthStart(to) ? monthsBetween(from, to) : null;
  const days = daysBetween(from, to);
  if (asked.against === 'previous')
    return months === null ? { from: addDays(from, -days), to: from } : { from: addMonths(from, -months), to: from };
  if (months === null && days % 7 === 0) return { from: addDays(from, -364), to: addDays(to, -364) };
  return { from: addMonths(from, -12), to: addMonths(to, -12) };
}

function monthsBetween(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}
