import { requireFinite } from '../checks.ts';

const DAYS_PER_YEAR = 365.25;

/** Signed growth current/base − 1, a ratio (GR-1). Null if the base is ≤ 0: "no base", neither 0 nor 100 %. */
export function growthRatio(current: number, base: number): number | null {
  requireFinite('current', current);
  requireFinite('base', base);
  return base > 0 ? (current - base) / base : null;
}

/** Years as the field counts them for a CAGR: days / 365.25. */
export function yearsFromDays(days: number): number {
  return days / DAYS_PER_YEAR;
}

/** Compound annual growth (end/start)^(1/years) − 1, a ratio (GR-2). Null if start ≤ 0, end < 0 or years ≤ 0. */
export function cagr(start: number, end: number, years: number): number | null {
  for (const value of [start, end, years]) requireFinite('value', value);
  if (start <= 0 || end < 0 || years <= 0) return null;
  return (end / start) ** (1 / years) - 1;
}

/** Monthly rate that compounds to the yearly one: (1+g)^(1/12) − 1 (GR-3). Null under −100 %. */
export function monthlyEquivalent(annualGrowthRatio: number): number | null {
  requireFinite('annualGrowthRatio', annualGrowthRatio);
  return annualGrowthRatio < -1 ? null : (1 + annualGrowthRatio) ** (1 / 12) - 1;
}

/** New against installed (GR-7), ratios; each null on an empty denominator, or on net adds ≤ 0 in the market. */
export interface NewVersusInstalled {
  installedShareRatio: number | null;
  newShareRatio: number | null;
}

/** Own share of the installed base and of the net adds of a period. */
export function newVersusInstalled(counts: {
  ownBase: number;
  marketBase: number;
  ownNetAdds: number;
  marketNetAdds: number;
}): NewVersusInstalled {
  return {
    installedShareRatio: counts.marketBase > 0 ? counts.ownBase / counts.marketBase : null,
    newShareRatio: counts.marketNetAdds > 0 ? counts.ownNetAdds / counts.marketNetAdds : null,
  };
}
