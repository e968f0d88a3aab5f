import { growthRatio } from './growth.ts';

/** List-price path: growth ratio per step and since the first price. */
export interface PricePath {
  stepRatios: (number | null)[];
  cumulativeRatios: (number | null)[];
}

/** List-price index of successive prices (GR-8), oldest first. A step from a price ≤ 0 is null ("no base"). */
export function pricePath(prices: readonly number[]): PricePath {
  const [first = 0] = prices;
  const stepRatios: (number | null)[] = [];
  const cumulativeRatios: (number | null)[] = [];
  let previous = first;
  for (const price of prices.slice(1)) {
    stepRatios.push(growthRatio(price, previous));
    cumulativeRatios.push(growthRatio(price, first));
    previous = price;
  }
  return { stepRatios, cumulativeRatios };
}
