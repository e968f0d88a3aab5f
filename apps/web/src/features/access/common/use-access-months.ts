import { useMemo } from 'react';
import { useStatus } from '../../../app/use-status.ts';
import { useAccessSearch } from './use-access-search.ts';

export interface AccessMonths {
  /** Months with access data, oldest first. */
  readonly months: readonly { readonly month: string; readonly whole: boolean }[];
  /** The one in view: chosen, else the last whole one, else the last; null before the release is known. */
  readonly month: string | null;
  readonly partners: readonly string[];
  /** The release has no access data at all. */
  readonly none: boolean;
}

/** Which months and partners the release knows, and which month the page is about. */
export function useAccessMonths(): AccessMonths {
  const [search] = useAccessSearch();
  const access = useStatus().data?.access;
  return useMemo(() => {
    const months = access?.months ?? [];
    const last = months.findLast((month) => month.whole) ?? months.at(-1);
    return {
      months,
      month: search.month ?? last?.month ?? null,
      partners: access?.partners.map((partner) => partner.code) ?? [],
      none: access !== undefined && months.length === 0,
    };
  }, [access, search.month]);
}
