import { expect } from 'vitest';
import { INDICATORS, type Indicator, type KpiId } from '../../indicators.ts';
import type { KpiEvidence } from '../kpi-evidence.ts';

/** What holds of every evidence, whatever the sums: no NaN, probabilities are probabilities, p_δ ≥ p, the interval holds the effect, and no number without its reason. */
export function expectSound(evidence: KpiEvidence): void {
  const { effect, ciLow, ciHigh, p, materialityP, mdd, flags } = evidence;
  for (const [name, value] of Object.entries(evidence))
    if (typeof value === 'number') expect(value, name).not.toBeNaN();
  for (const one of evidence.beside)
    for (const value of [one.own, one.partner]) if (value !== null) expect(value, one.name).toSatisfy(Number.isFinite);
  for (const one of evidence.strata)
    for (const value of Object.values(one)) if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite);
  if (effect === null) expect(flags.length + Number(evidence.standardStatus !== null)).toBeGreaterThan(0);
  if (p !== null) {
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
    expect(materialityP).toBeGreaterThanOrEqual(p);
    expect(materialityP).toBeLessThanOrEqual(1);
  }
  if (effect !== null && ciLow !== null) expect(ciLow).toBeLessThanOrEqual(effect + 1e-9);
  if (effect !== null && ciHigh !== null) expect(ciHigh).toBeGreaterThanOrEqual(effect - 1e-9);
  if (mdd !== null) expect(mdd).toBeGreaterThanOrEqual(0);
}

export function indicatorOf(id: KpiId): Indicator {
  const found = INDICATORS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no indicator ${id}`);
  return found;
}

/** Value and unit of one line of `beside`. */
export function besideOf(
  evidence: KpiEvidence,
  name: string,
): { own: number | null; partner: number | null } | undefined {
  return evidence.beside.find((one) => one.name === name);
}
