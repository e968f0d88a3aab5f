import { requireFinite } from '../checks.ts';

export type AkzoPriceBand = 'BELOW_AVC' | 'BETWEEN' | 'ABOVE_ATC';

/** Price and average costs per unit, same currency and unit. */
export interface AkzoPrice {
  price: number;
  averageVariableCost: number;
  /** Null when only variable costs are known. */
  averageTotalCost: number | null;
}

/**
 * AKZO predation screen (PC-2): under average variable cost, between it and average total cost, or above.
 * Null if the price covers variable cost and total cost is unknown. A screen: intent is not in the numbers.
 */
export function screenAkzoPrice(input: AkzoPrice): AkzoPriceBand | null {
  requireFinite('price', input.price);
  requireFinite('averageVariableCost', input.averageVariableCost);
  if (input.price < input.averageVariableCost) return 'BELOW_AVC';
  if (input.averageTotalCost === null) return null;
  return input.price < input.averageTotalCost ? 'BETWEEN' : 'ABOVE_ATC';
}

/**
 * Break-even critical loss CL = Y/(Y + m): the share of sales (ratio) a price rise Y (ratio) may lose before it stops
 * paying, at percentage margin m (ratio). Null if Y + m ≤ 0.
 */
export function criticalLossRatio(priceRiseRatio: number, marginRatio: number): number | null {
  requireFinite('priceRiseRatio', priceRiseRatio);
  requireFinite('marginRatio', marginRatio);
  const denominator = priceRiseRatio + marginRatio;
  return denominator > 0 ? priceRiseRatio / denominator : null;
}
