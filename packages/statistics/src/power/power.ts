import { requireOpenUnit } from '../checks.ts';
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
