import { INDICATORS, MONITORED } from '@vigie/metrics';
import { accessParameters as p, createRandom, drawOwnMonth, drawPartnerMonth, PARITY } from '@vigie/simulation';
import { beforeAll, describe, expect, it } from 'vitest';
import { summed } from './draw-family.ts';
import { HARMED, harmOf, trueEffect } from './harms.ts';
import { markdownReport, textReport } from './print-report.ts';
import { reportOf, type Report } from './report.ts';
import { runCalibration } from './run-calibration.ts';
import { mergeStrata } from './shape/strata.ts';
import { addMarket, emptyCount, shareOf } from './tally.ts';

describe('sums of drawn rows', () => {
  const random = createRandom(3);
  const input = { month: 110, scatter: { kind: 'independent' } as const };
  const own = drawOwnMonth(random, input);
  const [alpha] = p.CALIBRATION_PARTNERS;
  if (alpha === undefined) throw new Error('the calibration has partners');
  const partner = drawPartnerMonth(random, { ...input, partner: alpha, treatment: PARITY, slots: own.slots });

  it('merging loses no unit, and every stratum but the last has what it needs', () => {
    const [mine, theirs] = [summed(partner).requests.strata['CA-08'][0], summed(own).requests.strata['CA-08'][0]];
    if (mine === undefined || theirs === undefined) throw new Error('attempts were drawn');
    const strata = mergeStrata(mine, theirs);
    const total = (of: (s: (typeof strata)[number]) => number): number => strata.reduce((sum, s) => sum + of(s), 0);
    expect(total((s) => s.partner.trials)).toBe(mine.trials.reduce((a, b) => a + b, 0));
    expect(total((s) => s.own.trials)).toBe(theirs.trials.reduce((a, b) => a + b, 0));
    expect(total((s) => s.partner.successes)).toBe(mine.successes.reduce((a, b) => a + b, 0));
    expect(new Set(strata.map((s) => Object.values(s.key).join('|'))).size).toBe(strata.length);
    const fine = strata.filter((s) => s.key.visitKind !== '*');
    expect(fine.length).toBeGreaterThan(20);
    for (const s of fine) expect(Math.min(s.partner.trials, s.own.trials)).toBeGreaterThanOrEqual(5);
  });
});

describe('known harm', () => {
  it.each(HARMED)('%s: each harm changes one thing, and twice the margin is twice the effect', (kpi) => {
    const { treatment, exposureTimes } = harmOf(kpi, 1);
    const changed = Object.entries(treatment).filter(([name, value]) => value !== PARITY[name as keyof typeof PARITY]);
    expect(changed.length + (exposureTimes === 1 ? 0 : 1)).toBe(1);
    expect(trueEffect(kpi, 2)).toBeCloseTo(2 * trueEffect(kpi, 1), 12);
    expect(trueEffect(kpi, 1)).toBeLessThan(trueEffect(kpi, 0));
  });
});

describe('Monte-Carlo shares', () => {
  it('2 of 5 in each of two markets: share 0.4, no scatter between markets', () => {
    const count = emptyCount();
    addMarket(count, 5, 2);
    addMarket(count, 5, 2);
    expect(shareOf(count)).toEqual({ share: 0.4, standardError: expect.closeTo(0, 7), n: 10 });
  });

  it('0 and 2 of 2: share 0.5, error √((0−1)² + (2−1)²)/4 = 0.354; nothing: no share', () => {
    const count = emptyCount();
    addMarket(count, 2, 0);
    addMarket(count, 2, 2);
    expect(shareOf(count)?.share).toBe(0.5);
    expect(shareOf(count)?.standardError).toBeCloseTo(Math.SQRT2 / 4, 12);
    expect(shareOf(emptyCount())).toBeNull();
  });
});

describe('vigie access calibrate', () => {
  let report: Report;
  let onOneThread: Report;
  const input = { markets: 20, years: 1, seed: 20260101 };

  beforeAll(async () => {
    report = reportOf(await runCalibration({ ...input, threads: 2 }));
    onOneThread = reportOf(await runCalibration({ ...input, markets: 2, years: 0, threads: 1 }));
  }, 600_000);

  it('has every indicator and every stream of the monitor in its JSON', () => {
    const read = JSON.parse(JSON.stringify(report)) as Report;
    expect(read.kpis.map((one) => one.kpi)).toEqual(INDICATORS.map((one) => one.id));
    for (const { kpi, tested, scenarios } of read.kpis) {
      expect([kpi, scenarios.confounded.falseFlags?.n ?? 0]).toEqual([kpi, expect.any(Number)]);
      expect([kpi, scenarios.confounded.atTwice !== null]).toEqual([kpi, tested]);
      if (tested) expect([kpi, (scenarios.confounded.coverage95?.n ?? 0) >= 40]).toEqual([kpi, true]);
    }
    expect(read.monitor.map((one) => one.kpi)).toEqual([...MONITORED, ...MONITORED]);
    expect(read.months.confounded?.n).toBe(20);
    expect(read.targets).toHaveLength(6);
  });

  it('finds harm at twice the margin, and crude figures lie under parity', () => {
    const power = (kpi: string): number =>
      report.kpis.find((one) => one.kpi === kpi)?.scenarios.confounded.atTwice?.flagged?.share ?? 0;
    for (const kpi of ['CA-02', 'CA-05', 'CA-06', 'CA-08', 'CA-09', 'CA-10'])
      expect([kpi, power(kpi) > 0.8]).toEqual([kpi, true]);
    expect(report.crude.confounded['CA-08']?.share).toBeGreaterThan(0.8);
    const falseFlags = report.kpis.find((one) => one.kpi === 'CA-08')?.scenarios.confounded.falseFlags;
    expect(falseFlags?.share).toBeLessThan(0.05);
  });

  it('a market gives the same counts on any number of threads', async () => {
    const again = reportOf(await runCalibration({ ...input, markets: 2, years: 0, threads: 2 }));
    expect(again.kpis).toEqual(onOneThread.kpis);
    expect(again.months).toEqual(onOneThread.months);
  }, 120_000);

  it('prints every indicator as a table and as Markdown, with the command', () => {
    for (const text of [
      textReport(report, 'vigie access calibrate'),
      markdownReport(report, 'vigie access calibrate'),
    ]) {
      for (const { id } of INDICATORS) expect(text).toContain(id);
      expect(text).toContain('seed 20260101');
    }
  });

  it('stops when it is told', async () => {
    const stop = new AbortController();
    const running = runCalibration({ ...input, threads: 2, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
  }, 120_000);
});
