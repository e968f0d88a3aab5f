import { NO_VENDOR } from '@vigie/ui';
import { useSearch } from '@tanstack/react-router';
import { useStatus } from './use-status.ts';

/** The platform that screens put first: the one chosen, else ours, else `own`, else the first vendor of the release. */
export function useFocusPlatform(): string | null {
  const chosen = useSearch({ strict: false, select: (search) => search.platform });
  const status = useStatus().data;
  if (chosen !== undefined) return chosen;
  if (status === undefined) return null;
  if (status.ownPlatform !== null) return status.ownPlatform;
  const codes = status.platforms.map((platform) => platform.code).filter((code) => !NO_VENDOR.includes(code));
  return codes.includes('own') ? 'own' : (codes[0] ?? null);
}
