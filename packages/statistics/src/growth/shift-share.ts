import { requireNonNegative } from '../checks.ts';
import { sum } from '../sums.ts';

/** Volumes of one segment at the start and the end of the period, same unit. */
export interface SegmentVolumes {
  ownStart: number;
  marketStart: number;
  ownEnd: number;
  marketEnd: number;
}

/** Change of the own share, in ratio units; `within + mix + interaction` = end − start, and so do the midpoint terms. */
export interface ShiftShare {
  startShareRatio: number;
  endShareRatio: number;
  within: number;
  mix: number;
  interaction: number;
  midpointWithin: number;
  midpointMix: number;
}

/**
 * Shift-share of a change of market share (GR-6): Σ m0·Δs (within) + Σ Δm·s0 (mix) + Σ Δm·Δs (interaction), m = weight
 * of the segment; and the midpoint version, which shares the interaction out equally.
 * A segment that opens or closes has no share on its empty side: the other side's is used, so that it counts as mix.
 * Null when the whole market is empty at either end.
 */
export function shiftShare(segments: readonly SegmentVolumes[]): ShiftShare | null {
  for (const volume of segments.flatMap((segment) => Object.values(segment))) requireNonNegative('volume', volume);
  const startMarket = sum(segments.map((segment) => segment.marketStart));
  const endMarket = sum(segments.map((segment) => segment.marketEnd));
  if (startMarket === 0 || endMarket === 0) return null;
  const terms = segments
    .filter((segment) => segment.marketStart > 0 || segment.marketEnd > 0)
    .map((segment) => segmentTerms(segment, startMarket, endMarket));
  const within = sum(terms.map((term) => term.startWeight * term.shareChange));
  const mix = sum(terms.map((term) => term.weightChange * term.startShare));
  const interaction = sum(terms.map((term) => term.weightChange * term.shareChange));
  return {
    startShareRatio: sum(segments.map((segment) => segment.ownStart)) / startMarket,
    endShareRatio: sum(segments.map((segment) => segment.ownEnd)) / endMarket,
    within,
    mix,
    interaction,
    midpointWithin: within + interaction / 2,
    midpointMix: mix + interaction / 2,
  };
}

/** What one segment brings: its weight in the market at the start and the change of it, its share and the change of it (ratios). */
export interface SegmentTerms {
  startWeight: number;
  weightChange: number;
  startShare: number;
  shareChange: number;
}

/** The terms behind `shiftShare`, for one segment of a market of the given totals. */
export function segmentTerms(segment: SegmentVolumes, startMarket: number, endMarket: number): SegmentTerms {
  const startShare = segment.marketStart > 0 ? segment.ownStart / segment.marketStart : null;
  const endShare = segment.marketEnd > 0 ? segment.ownEnd / segment.marketEnd : null;
  const from = startShare ?? endShare ?? 0;
  const to = endShare ?? from;
  const startWeight = segment.marketStart / startMarket;
  const weightChange = segment.marketEnd / endMarket - startWeight;
  return { startWeight, weightChange, startShare: from, shareChange: to - from };
}
