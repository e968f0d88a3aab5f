import { requireNonNegative, requireOpenUnit } from '../checks.ts';
import { rootBetween } from '../numerics/root.ts';
import { found, refused, type Outcome } from '../outcome.ts';
import { normalCdf, normalQuantile } from '../special/normal.ts';

/** Two success rates to be told apart with equal groups. */
export interface PowerQuestion {
  firstRatio: number;
  secondRatio: number;
  significance?: number;
  sides?: 1 | 2;
}

/** Power of the two-proportion test with `perGroup` units in each group, as R's `power.prop.test` (not strict). */
export function powerTwoProportions(question: PowerQuestion, perGroup: number): number {
  const { gap, nullDeviation, deviation, critical } = ingredients(question);
  if (deviation === 0) return gap > 0 && perGroup > 0 ? 1 : 0;
  return normalCdf((Math.sqrt(perGroup) * gap - critical * nullDeviation) / deviation);
}

/** Units per group for the wanted power (not rounded up). Infinity when the rates are equal. */
export function sampleSizeTwoProportions(question: PowerQuestion, power: number): number {
  requireOpenUnit('power', power);
  const { gap, nullDeviation, deviation, critical } = ingredients(question);
  return gap === 0 ? Infinity : ((critical * nullDeviation + normalQuantile(power) * deviation) / gap) ** 2;
}

/** Where the second rate is sought: which side of the first, with so many units per group and this power. */
export interface RateSought {
  firstRatio: number;
  perGroup: number;
  power: number;
  direction: 'HIGHER' | 'LOWER';
  significance?: number;
  sides?: 1 | 2;
}

/**
 * Second rate nearest to the first that the test would tell from it with the wanted power, as R's `power.prop.test` without p2 (R seeks the higher one);
 * the gap between them is the detectable difference. Refuses `NOT_REACHABLE` when even 0 or 1 would not be told apart.
 */
export function rateToldApart(sought: RateSought): Outcome<number> {
  const { firstRatio, perGroup, power, direction, significance = 0.05, sides = 2 } = sought;
  requireOpenUnit('power', power);
  requireNonNegative('perGroup', perGroup);
  const sign = direction === 'HIGHER' ? 1 : -1;
  const room = direction === 'HIGHER' ? 1 - firstRatio : firstRatio;
  const excess = (gap: number): number =>
    powerTwoProportions({ firstRatio, secondRatio: firstRatio + sign * gap, significance, sides }, perGroup) - power;
  if (!(room > 0) || excess(room) < 0) return refused('NOT_REACHABLE');
  // Power rises with the gap from half the level (under any power asked for in earnest) to that of the far end.
  if (excess(0) >= 0) return found(firstRatio);
  return found(firstRatio + sign * rootBetween(excess, 0, room));
}

function ingredients({ firstRatio, secondRatio, significance = 0.05, sides = 2 }: PowerQuestion) {
  for (const ratio of [firstRatio, secondRatio])
    if (!(ratio >= 0 && ratio <= 1)) throw new RangeError(`not a ratio: ${ratio}`);
  requireOpenUnit('significance', significance);
  const both = firstRatio + secondRatio;
  return {
    gap: Math.abs(firstRatio - secondRatio),
    nullDeviation: Math.sqrt(both * (1 - both / 2)),
    deviation: Math.sqrt(firstRatio * (1 - firstRatio) + secondRatio * (1 - secondRatio)),
    critical: -normalQuantile(significance / sides),
  };
}
