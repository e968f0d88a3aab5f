import { binomial, detectionConstant, normalCdf, wilsonInterval } from '@vigie/statistics';
import type { KpiStratum } from '../kpi-row.ts';
import type { Indicator } from '../indicators.ts';
import { ACCESS_RULES } from './access-rules.ts';
import { pairedDispersion } from './dispersion.ts';
import { clusteredFlags, noData, smallSampleFlags } from './evidence-flags.ts';
import { dispersedInterval, dispersedP } from './disperse.ts';
import type { KpiEvidence } from './kpi-evidence.ts';
import type { PairedSums } from './kpi-sums.ts';
import { withoutEvidence } from './without-evidence.ts';

const TEST = 'McNemar, exact';
/** z² at 95 % one-sided over 2: shrinks an observed share of zero, as the detectable difference of proportions does. */
const SHRINK = 1.35277;

/**
 * Slots seen by own channels and by the partner in one reading (CA-01). Effect = recall − 1, recall = both ÷ seen by own, with Wilson's 90 % interval; p = exact
 * binomial of the discordant pairs, one-sided. Each pair is its own stratum, so nothing confounds. domain.md §3.3, §3.5(c); domain-sequential S1.6.
 */
export function pairedEvidence(indicator: Indicator, sums: PairedSums): KpiEvidence {
  const total = addUp(sums.strata);
  const seenByOwn = total.both + total.ownOnly;
  const seenByPartner = total.both + total.partnerOnly;
  const units = { ownN: seenByOwn, partnerN: seenByPartner };
  const wilson = wilsonInterval(total.both, seenByOwn, 0.9);
  if (wilson === null) {
    return withoutEvidence(indicator, { test: TEST, flags: [noData(indicator, units)] }, units);
  }
  const dispersion = pairedDispersion(sums.days);
  const recall = total.both / seenByOwn;
  const effect = recall - 1;
  const interval = dispersedInterval(recall, wilson, dispersion);
  const discordant = total.ownOnly + total.partnerOnly;
  const p = dispersedP(binomial(discordant, 0.5).upperTail(total.ownOnly), dispersion);
  const standardError = Math.sqrt((dispersion * recall * (1 - recall)) / seenByOwn);
  const pairs = seenByOwn + total.partnerOnly;
  return {
    effect,
    ciLow: Math.max(-1, interval.lower - 1),
    ciHigh: Math.min(0, interval.upper - 1),
    p,
    materialityP: materialityOf({ effect, standardError, p, margin: indicator.margin }),
    standardStatus: null,
    impactRatio: null,
    margin: indicator.margin,
    mdd: detectionConstant() * Math.sqrt((dispersion * (discordant + SHRINK)) / (pairs + 2 * SHRINK) / pairs),
    ownLevel: 1,
    partnerLevel: recall,
    ...units,
    crudeEffect: effect,
    homogeneityP: null,
    dispersion,
    test: TEST,
    strata: strataOf(sums, dispersion),
    beside: [
      {
        name: 'ghosts',
        own: null,
        partner: seenByPartner > 0 ? total.partnerOnly / seenByPartner : null,
        unit: 'ratio',
      },
    ],
    flags: [...smallSampleFlags(seenByOwn), ...clusteredFlags(dispersion)],
  };
}

/** max(p, Φ((d + δ)/se)); a recall without error (1, or 0) is taken at its word. */
function materialityOf(input: { effect: number; standardError: number; p: number; margin: number }): number {
  const distance = input.effect + input.margin;
  if (input.standardError === 0) return distance < 0 ? input.p : 1;
  return Math.max(input.p, normalCdf(distance / input.standardError));
}

interface Pairs {
  readonly both: number;
  readonly ownOnly: number;
  readonly partnerOnly: number;
}

function addUp(cells: readonly Pairs[]): Pairs {
  return cells.reduce<Pairs>(
    (sum, cell) => ({
      both: sum.both + cell.both,
      ownOnly: sum.ownOnly + cell.ownOnly,
      partnerOnly: sum.partnerOnly + cell.partnerOnly,
    }),
    { both: 0, ownOnly: 0, partnerOnly: 0 },
  );
}

function strataOf(sums: PairedSums, dispersion: number): KpiStratum[] {
  const total = addUp(sums.strata);
  const seen = total.both + total.ownOnly;
  return sums.strata
    .filter((stratum) => stratum.both + stratum.ownOnly > 0)
    .toSorted((left, right) => right.both + right.ownOnly - left.both - left.ownOnly)
    .slice(0, ACCESS_RULES.shownStrata)
    .map((stratum) => {
      const units = stratum.both + stratum.ownOnly;
      const recall = stratum.both / units;
      const wilson = wilsonInterval(stratum.both, units, 0.9);
      const interval = wilson && dispersedInterval(recall, wilson, dispersion);
      return {
        key: stratum.key,
        ownN: units,
        partnerN: stratum.both + stratum.partnerOnly,
        ownLevel: 1,
        partnerLevel: recall,
        effect: recall - 1,
        ciLow: interval && Math.max(-1, interval.lower - 1),
        ciHigh: interval && Math.min(0, interval.upper - 1),
        weight: units / seen,
      };
    });
}
