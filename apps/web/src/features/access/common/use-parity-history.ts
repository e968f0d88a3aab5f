import { useMemo } from 'react';
import { useFigure } from '../../../api/use-figure.ts';
import { definedOnly } from '../../../filters/market-search.ts';
import { readAccessRows, type AccessRow } from './kpi-row.ts';
import { useAccessMonths } from './use-access-months.ts';

export interface HistoryFilter {
  readonly partner?: string | undefined;
  readonly kpi?: string | undefined;
}

export interface History {
  /** Oldest first, each judged in its own month's family. */
  readonly rows: readonly AccessRow[];
  readonly months: readonly string[];
  readonly waiting: boolean;
}

/** The months up to the one in view, with their statuses; the month in view is the last. */
export function useParityHistory(most: number, { partner, kpi }: HistoryFilter): History {
  const { month } = useAccessMonths();
  const params = useMemo(() => definedOnly({ month, months: most, partner, kpi }), [month, most, partner, kpi]);
  const query = useFigure('access.parity', params, month !== null);
  const { data, isPlaceholderData, isPending } = query;
  return useMemo(() => {
    const rows =
      data === undefined || isPlaceholderData
        ? []
        : readAccessRows(data).rows.toSorted((a, b) => a.month.localeCompare(b.month));
    return { rows, months: [...new Set(rows.map((row) => row.month))], waiting: isPending || isPlaceholderData };
  }, [data, isPlaceholderData, isPending]);
}
