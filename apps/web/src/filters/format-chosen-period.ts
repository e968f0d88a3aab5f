import { formatBucket, formatDay, formatPeriod, type Locale } from '@vigie/ui';
import { periodOf, type MarketSearch } from './market-search.ts';

/** The period of the address in words; null when it names none. A single day for a register. */
export function formatChosenPeriod(locale: Locale, search: MarketSearch): string | null {
  const period = periodOf(search);
  if (period !== null && search.quarter !== undefined && search.from === undefined)
    return formatBucket(locale, period.from, 'quarter');
  if (period !== null) return formatPeriod(locale, period.from, period.to);
  return search.from === undefined ? null : formatDay(locale, search.from);
}
