import { dispersionFactor } from '@vigie/statistics';
import type { LatencySums } from '../evidence/kpi-sums.ts';

type Days = LatencySums['days'];

/** Own standard deviation of ln(ms + 0.4) within strata and days of one month; null without two calls. */
export function ownDeviation(days: Days): number | null {
  const n = days.reduce((sum, d) => sum + d.own.n, 0);
  const used = days.filter((d) => d.own.n > 0);
  const within = used.reduce((sum, d) => sum + Math.max(0, d.own.sumLnSquared - d.own.sumLn ** 2 / d.own.n), 0);
  return n - used.length > 0 && within > 0 ? Math.sqrt(within / (n - used.length)) : null;
}

const weightOf = ({ own, partner }: Days[number]): number =>
  own.n === 0 || partner.n === 0 ? 0 : (partner.n / (partner.n + own.n)) * own.n;

/** V without φ: Σ w·s² of the days given. */
export function latencyVariance(days: Days): number {
  const deviation = ownDeviation(days) ?? 0;
  return days.reduce((sum, day) => sum + weightOf(day) * deviation ** 2, 0);
}

/** φ from the daily differences of the mean logs, month by month (S1.6). */
export function latencyDispersion(days: Days): number {
  const months = [...Map.groupBy(days, (d) => d.day.slice(0, 7)).values()];
  return dispersionFactor(
    months.map((month) => {
      const met = month.filter((day) => weightOf(day) > 0);
      return {
        dayGaps: met.map((day) => weightOf(day) * (day.own.sumLn / day.own.n - day.partner.sumLn / day.partner.n)),
        dayWeights: met.map(weightOf),
        variance: latencyVariance(met),
      };
    }),
  );
}
