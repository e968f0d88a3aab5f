import { canonicalJson } from './canonical-json.ts';
import type { JsonValue } from './canonical-json.ts';
import { sha256 } from './sha256.ts';

/** The hash before the first entry: 64 zeros. */
export const CHAIN_START = '0'.repeat(64);

/** `SHA256(previous + "\n" + canonical JSON of the entry)`, lower-case hexadecimal. */
export function chainHash(previous: string, entry: JsonValue): string {
  return sha256(`${previous}\n${canonicalJson(entry)}`);
}

export interface ChainLink {
  readonly entry: JsonValue;
  readonly hash: string;
}

/** Appends entries to a chain whose last hash is `previous`. */
export function extendChain(entries: readonly JsonValue[], previous: string = CHAIN_START): ChainLink[] {
  let last = previous;
  return entries.map((entry) => {
    last = chainHash(last, entry);
    return { entry, hash: last };
  });
}

/** The index of the first link that does not follow from the one before it; null when the chain holds. */
export function findBrokenLink(links: readonly ChainLink[], previous: string = CHAIN_START): number | null {
  let last = previous;
  for (const [index, link] of links.entries()) {
    last = chainHash(last, link.entry);
    if (last !== link.hash) return index;
  }
  return null;
}
