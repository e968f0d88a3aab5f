import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { MarketSearch } from './market-search.ts';

/** The filters of the market screens, and how to change them: undefined takes a word out of the address. */
export function useMarketSearch(): readonly [MarketSearch, (change: Partial<MarketSearch>) => void] {
  const search = useSearch({ from: '/market' });
  const navigate = useNavigate();
  const set = useCallback(
    (change: Partial<MarketSearch>): void =>
      void navigate({ to: '.', search: (was) => ({ ...was, ...change }), replace: true, resetScroll: false }),
    [navigate],
  );
  return [search, set];
}
