import { dispersionFactor, type DispersionMonth } from '@vigie/statistics';
import type { EventSums, PairedSums, RateDay } from './kpi-sums.ts';

/**
 * Dispersion factors φ ≥ 1 (domain-sequential S1.6) from daily sums. The days given are those of the last closed months, or of this month where there is none
 * before it; they are grouped by their month, since the gap they scatter around is the month's own.
 */
export function rateDispersion(days: readonly RateDay[]): number {
  return dispersionFactor(
    byMonth(days).map((month) => ({
      dayGaps: month.map((d) => d.gap),
      dayWeights: month.map((d) => d.weight),
      variance: month.reduce((sum, d) => sum + d.variance, 0),
    })),
  );
}

/**
 * Discordant pairs bunch in two ways, and both matter: the side they fall to (the test) and how many there are (recall and its interval). A day on which one
 * agenda vanished gives many pairs that are one accident, whichever way they point. The larger factor holds.
 */
export function pairedDispersion(days: PairedSums['days']): number {
  const months = byMonth(days);
  const sides = months.map((month) =>
    binomialMonth(month.map((d) => ({ count: d.ownOnly, total: d.ownOnly + d.partnerOnly, share: 0.5 }))),
  );
  const recall = months.map((month) => {
    const seen = month.reduce((sum, d) => sum + d.both + d.ownOnly, 0);
    const missed = month.reduce((sum, d) => sum + d.ownOnly, 0);
    const share = seen > 0 ? missed / seen : 0;
    return binomialMonth(month.map((d) => ({ count: d.ownOnly, total: d.both + d.ownOnly, share })));
  });
  return Math.max(dispersionFactor(sides), dispersionFactor(recall));
}

export function eventDispersion(days: EventSums['days']): number {
  return dispersionFactor(
    byMonth(days).map((month) =>
      binomialMonth(
        month.map((d) => {
          const exposure = d.partnerExposure + d.ownExposure;
          return {
            count: d.partnerEvents,
            total: d.partnerEvents + d.ownEvents,
            share: exposure > 0 ? d.partnerExposure / exposure : 0,
          };
        }),
      ),
    ),
  );
}

/** Binomial form of S1.6: D = x − T·s, W = T, V = T·s(1 − s). */
function binomialMonth(
  days: readonly { readonly count: number; readonly total: number; readonly share: number }[],
): DispersionMonth {
  return {
    dayGaps: days.map((d) => d.count - d.total * d.share),
    dayWeights: days.map((d) => d.total),
    variance: days.reduce((sum, d) => sum + d.total * d.share * (1 - d.share), 0),
  };
}

function byMonth<Day extends { readonly day: string }>(days: readonly Day[]): Day[][] {
  return [...Map.groupBy(days, (d) => d.day.slice(0, 7)).values()];
}
