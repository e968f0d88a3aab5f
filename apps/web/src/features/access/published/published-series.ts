import type { FigureRow } from '@vigie/kernel';
import { numberOf, textOf } from '@vigie/ui';

/** The partners’ interface as a whole, whoever asked. */
export const ALL_PARTNERS = 'all';

export interface PublishedDay {
  readonly day: string;
  readonly uptimePercent: number | null;
  readonly meanMs: number | null;
  readonly errorRatio: number | null;
  readonly requests: number | null;
}

export interface PublishedSeries {
  readonly id: string;
  readonly interface: string;
  /** Null: an own interface. */
  readonly partner: string | null;
  readonly days: readonly PublishedDay[];
}

/** A day of an interface, under any of the names its columns may have. Percent stay percent, ratios ratios. */
export function toDay(row: FigureRow): PublishedDay {
  return {
    day: textOf(row, 'day').slice(0, 10),
    uptimePercent: numberOf(row, 'uptimePercent'),
    meanMs: numberOf(row, 'meanMs'),
    errorRatio: numberOf(row, 'errorRatio'),
    requests: numberOf(row, 'requests'),
  };
}

/** Own interfaces, the partners’ interface as a whole, then each partner. */
const rank = ({ partner }: Pick<PublishedSeries, 'partner'>): string =>
  partner === null ? '0' : partner === ALL_PARTNERS ? '1' : `2${partner}`;

/** One series per interface and partner, own interfaces first; with a partner chosen, its own and OWN's. */
export function toSeries(rows: readonly FigureRow[], partner: string | undefined): PublishedSeries[] {
  const bySeries = Map.groupBy(rows, (row) => `${textOf(row, 'interface')}|${textOf(row, 'partner')}`);
  return [...bySeries]
    .map(([id, members]): PublishedSeries => {
      const [name = '', code = ''] = id.split('|');
      return {
        id,
        interface: name,
        partner: name.startsWith('OWN_') ? null : code === '' ? ALL_PARTNERS : code,
        days: members.map(toDay).sort((a, b) => a.day.localeCompare(b.day)),
      };
    })
    .filter((series) => partner === undefined || series.partner === null || series.partner === partner)
    .sort((a, b) => rank(a).localeCompare(rank(b)) || a.interface.localeCompare(b.interface));
}
