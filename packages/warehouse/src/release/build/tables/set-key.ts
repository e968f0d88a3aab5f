import type { Contract } from '../../../contracts/contract.ts';
import { quoteName } from '../../../engine/quote.ts';

/**
 * By what rows of different files are recognised as the same statement about the world. Tables with one truth per key go by
 * that key whatever the profile; tables of observations (a key may come twice) go by key and profile, so that two sources that
 * speak of the same site are both kept, and a file sent again replaces only what it repeats.
 */
export function setKeyOf(contract: Contract): string[] {
  const key = contract.duplicates === 'keep' ? ['snapshot_at', 'place_id'] : contract.key;
  const columns = key.map(quoteName);
  return contract.duplicates === 'reject' ? columns : ['_profile', ...columns];
}
