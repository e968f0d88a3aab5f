/**
 * How a platform is told from the others: colour, dash and marker together, so that none of the three is needed alone.
 * The platform in focus is blue; the others take the four remaining looks in a fixed order; a sixth is grey.
 */
export type PlatformSlot = 'own' | 'alpha' | 'beta' | 'gamma' | 'delta' | 'other';

export interface PlatformStyle {
  readonly slot: PlatformSlot;
  readonly color: string;
  readonly dash: string | undefined;
  readonly mark: 'circle' | 'triangle' | 'square' | 'diamond' | 'cross' | 'ring';
  readonly width: number;
}

const SLOTS: Readonly<Record<PlatformSlot, PlatformStyle>> = {
  own: { slot: 'own', color: 'var(--v-own)', dash: undefined, mark: 'circle', width: 2.5 },
  alpha: { slot: 'alpha', color: 'var(--v-alpha)', dash: '7 2', mark: 'triangle', width: 1.5 },
  beta: { slot: 'beta', color: 'var(--v-beta)', dash: undefined, mark: 'square', width: 1.5 },
  gamma: { slot: 'gamma', color: 'var(--v-gamma)', dash: '4 2', mark: 'diamond', width: 1.5 },
  delta: { slot: 'delta', color: 'var(--v-delta)', dash: '1.5 2', mark: 'cross', width: 1.5 },
  other: { slot: 'other', color: 'var(--v-other)', dash: '2 3', mark: 'ring', width: 1.5 },
};

const RIVALS = ['alpha', 'beta', 'gamma', 'delta'] as const;

/** Not vendors: the services outside the list, practitioners without any, and rows that cannot be told. */
export const NO_VENDOR: readonly string[] = ['other', 'none', 'unmatched'];

/** Looks of all platforms, given which one is in focus. Codes named alpha … delta keep the look that bears their name. */
export function assignSlots(codes: readonly string[], focus: string | null): ReadonlyMap<string, PlatformStyle> {
  const styles = new Map<string, PlatformStyle>();
  const rivals = [...new Set(codes)].filter((code) => code !== focus && !NO_VENDOR.includes(code)).sort();
  const named = new Set<string>(rivals.filter((code) => (RIVALS as readonly string[]).includes(code)));
  const free = RIVALS.filter((slot) => !named.has(slot));
  if (focus !== null) styles.set(focus, SLOTS.own);
  for (const code of rivals) {
    const own = RIVALS.find((slot) => slot === code);
    const slot = own ?? free.shift();
    styles.set(code, slot === undefined ? SLOTS.other : SLOTS[slot]);
  }
  return styles;
}

/** A line that is no platform: an index of the whole market. */
export const INK_STYLE: PlatformStyle = { ...SLOTS.own, color: 'var(--v-ink)', width: 2 };
export const OTHER_STYLE: PlatformStyle = SLOTS.other;

/** Real services are written as they write themselves, simulated ones in capitals; the words are the caller's. */
export function platformName(code: string, words: (key: string) => string): string {
  if (NO_VENDOR.includes(code)) return words(`platform.${code}`);
  if (['own', 'alpha', 'beta', 'gamma', 'delta', 'epsilon'].includes(code)) return code.toUpperCase();
  return code.charAt(0).toUpperCase() + code.slice(1);
}
