import { at } from '../checks.ts';
import type { Interval } from '../intervals/interval.ts';
import { logitInterval } from '../intervals/share-interval.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { criticalT } from '../special/student.ts';
import { panelShares } from './panel-shares.ts';
import { strataSums } from './strata-sums.ts';

/** A panel unit with its part and its whole, `part ≤ whole` (seats under exclusivity of seats, leavers to j of leavers). */
export interface PanelRatioRow {
  stratum: string;
  cluster: string;
  weight: number;
  part: number;
  whole: number;
}

export interface PanelRatio {
  ratio: number;
  standardError: number;
  /** Logit interval; null when the estimate is 0 or 1. */
  interval: Interval | null;
  degreesOfFreedom: number;
}

/**
 * Ratio Σ w·part / Σ w·whole of a panel (exclusivity coverage, diversion ratio): the linearised share of a market of two,
 * the part and the rest. Same refusals as `panelShares`.
 */
export function panelRatio(rows: readonly PanelRatioRow[], confidence: number = 0.95): Outcome<PanelRatio> {
  if (rows.some((row) => row.part > row.whole)) throw new RangeError('a part must not exceed its whole');
  const split = rows.map(({ stratum, cluster, weight, part, whole }) => ({
    stratum,
    cluster,
    weight,
    volumes: [part, whole - part],
  }));
  const panel = panelShares(strataSums(split));
  if (!panel.ok) return refused(panel.reason);
  const ratio = at(panel.value.shareRatios, 0);
  const standardError = Math.sqrt(at(at(panel.value.covariance, 0), 0));
  const { degreesOfFreedom } = panel.value;
  const interval = logitInterval(ratio, standardError, criticalT(confidence, degreesOfFreedom));
  return found({ ratio, standardError, interval, degreesOfFreedom });
}
