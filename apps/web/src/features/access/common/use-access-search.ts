import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { AccessSearch } from './access-search.ts';

/** The filters of the Access screens, and how to change them: undefined takes a word out of the address. */
export function useAccessSearch(): readonly [AccessSearch, (change: Partial<AccessSearch>) => void] {
  const search = useSearch({ from: '/access' });
  const navigate = useNavigate();
  const set = useCallback(
    (change: Partial<AccessSearch>): void =>
      void navigate({ to: '.', search: (was) => ({ ...was, ...change }), replace: true, resetScroll: false }),
    [navigate],
  );
  return [search, set];
}
