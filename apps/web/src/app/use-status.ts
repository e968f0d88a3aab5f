import { skipToken, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { trpc } from '../api/client.ts';

/** Which release answers and what is in it. */
export function useStatus() {
  return useQuery(trpc.warehouse.status.queryOptions());
}

export function useReleases(enabled = true) {
  return useQuery(trpc.warehouse.releases.queryOptions(enabled ? undefined : skipToken));
}

/** The release that the address names; undefined: the newest. */
export function useRelease(): number | undefined {
  return useSearch({ strict: false, select: (search) => search.release });
}
