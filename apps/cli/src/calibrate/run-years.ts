import { MONITORED, type MonitoredKpi } from '@vigie/metrics';
import {
  accessParameters as p,
  createRandom,
  drawOwnMonth,
  drawPartnerMonth,
  PARITY,
  type Random,
  type Scatter,
  type Treatment,
} from '@vigie/simulation';
import { summed } from './draw-family.ts';
import { harmOf, trueEffect } from './harms.ts';
import { judgeYear, runStream, type StreamYear, type YearMonth } from './run-year.ts';
import { addMarket, emptyCount, mergeCounts, type Count } from './tally.ts';

/** Years are of the confounded market, without and with failures in bunches. */
export const YEAR_SCENARIOS = ['confounded', 'clusters'] as const;
export type YearScenario = (typeof YEAR_SCENARIOS)[number];

/** October 2023 to December 2024: the quarter that tells φ and ρ, and the year. */
const MONTHS = Array.from({ length: 15 }, (_, i) => 105 + i);
const HARMED_PARTNER = 'alpha';
const TIMES = [1, 2] as const;
/** m of the alarm: every monitored indicator of every partner. */
const STREAMS = MONITORED.length * p.CALIBRATION_PARTNERS.length;

export interface StreamCounts {
  watch: Count;
  alarm: Count;
  /** Of the years in which the sequence was shown. */
  missed: Count;
}
export interface DetectionCounts {
  /** Days to each event, one per year; null: not within it. */
  watchOn: (number | null)[];
  alarmOn: (number | null)[];
  belowZeroOn: (number | null)[];
  missed: Count;
}
export interface YearScenarioCounts {
  parity: Record<MonitoredKpi, StreamCounts>;
  harmed: Record<(typeof TIMES)[number], Record<MonitoredKpi, DetectionCounts>>;
  /** Years in which any stream of the market reached it. */
  anyWatch: Count;
  anyAlarm: Count;
}
export type YearlyCounts = Record<YearScenario, YearScenarioCounts>;

const each = <T>(make: () => T): Record<MonitoredKpi, T> =>
  Object.fromEntries(MONITORED.map((kpi) => [kpi, make()])) as Record<MonitoredKpi, T>;

const emptyDetection = (): DetectionCounts => ({ watchOn: [], alarmOn: [], belowZeroOn: [], missed: emptyCount() });
const emptyStream = (): StreamCounts => ({ watch: emptyCount(), alarm: emptyCount(), missed: emptyCount() });
const emptyScenario = (): YearScenarioCounts => ({
  parity: each(emptyStream),
  harmed: { 1: each(emptyDetection), 2: each(emptyDetection) },
  anyWatch: emptyCount(),
  anyAlarm: emptyCount(),
});

export function emptyYearly(): YearlyCounts {
  return { confounded: emptyScenario(), clusters: emptyScenario() };
}

export function mergeYearly(into: YearlyCounts, from: YearlyCounts): void {
  for (const scenario of YEAR_SCENARIOS) {
    const [a, b] = [into[scenario], from[scenario]];
    mergeCounts(a.anyWatch, b.anyWatch);
    mergeCounts(a.anyAlarm, b.anyAlarm);
    for (const kpi of MONITORED) {
      mergeCounts(a.parity[kpi].watch, b.parity[kpi].watch);
      mergeCounts(a.parity[kpi].alarm, b.parity[kpi].alarm);
      mergeCounts(a.parity[kpi].missed, b.parity[kpi].missed);
      for (const times of TIMES) {
        const [x, y] = [a.harmed[times][kpi], b.harmed[times][kpi]];
        x.watchOn.push(...y.watchOn);
        x.alarmOn.push(...y.alarmOn);
        x.belowZeroOn.push(...y.belowZeroOn);
        mergeCounts(x.missed, y.missed);
      }
    }
  }
}

/** One year of each scenario: every stream of the market under parity, and each indicator of one partner harmed from 1 January. */
export function runYears(counts: YearlyCounts, seed: number, year: number): void {
  YEAR_SCENARIOS.forEach((scenario, stream) => {
    const random = createRandom(seed, year * 16 + 8 + stream);
    const scatter: Scatter = scenario === 'clusters' ? { kind: 'clustered', designEffect: 2 } : { kind: 'independent' };
    runScenario(counts[scenario], random, scatter);
  });
}

function runScenario(counts: YearScenarioCounts, random: Random, scatter: Scatter): void {
  const own = MONTHS.map((month) => summed(drawOwnMonth(random, { month, scatter, daysOnly: true }), true));
  const drawPartner = (partner: (typeof p.CALIBRATION_PARTNERS)[number], treatmentOf: (i: number) => Treatment) =>
    MONTHS.flatMap((number, i): YearMonth[] => {
      const mine = own[i];
      if (mine === undefined) return [];
      const input = { month: number, scatter, daysOnly: true, partner, treatment: treatmentOf(i), slots: [] };
      return [{ first: firstOf(number), number, own: mine, partner: summed(drawPartnerMonth(random, input), true) }];
    });
  const any = { watch: false, alarm: false };
  const results = each((): StreamYear[] => []);
  for (const partner of p.CALIBRATION_PARTNERS) {
    const year = drawPartner(partner, () => PARITY);
    for (const kpi of MONITORED) {
      const result = judgeYear(runStream(kpi, year), STREAMS, trueEffect(kpi, 0));
      results[kpi].push(result);
      any.watch ||= result.watchOn !== null;
      any.alarm ||= result.alarmOn !== null;
    }
  }
  addMarket(counts.anyWatch, 1, any.watch ? 1 : 0);
  addMarket(counts.anyAlarm, 1, any.alarm ? 1 : 0);
  for (const kpi of MONITORED) addStreams(counts.parity[kpi], results[kpi]);
  const harmed = p.CALIBRATION_PARTNERS.find((partner) => partner.name === HARMED_PARTNER);
  if (harmed === undefined) return;
  for (const kpi of MONITORED) {
    for (const times of TIMES) {
      const { treatment } = harmOf(kpi, times);
      const year = drawPartner(harmed, (i) => (i < 3 ? PARITY : treatment));
      addDetection(counts.harmed[times][kpi], judgeYear(runStream(kpi, year), STREAMS, trueEffect(kpi, times)));
    }
  }
}

function addStreams(counts: StreamCounts, results: readonly StreamYear[]): void {
  const hits = (of: (one: StreamYear) => boolean): number => results.filter(of).length;
  addMarket(
    counts.watch,
    results.length,
    hits((one) => one.watchOn !== null),
  );
  addMarket(
    counts.alarm,
    results.length,
    hits((one) => one.alarmOn !== null),
  );
  addMarket(
    counts.missed,
    hits((one) => one.missed !== null),
    hits((one) => one.missed === true),
  );
}

function addDetection(counts: DetectionCounts, result: StreamYear): void {
  counts.watchOn.push(result.watchOn);
  counts.alarmOn.push(result.alarmOn);
  counts.belowZeroOn.push(result.belowZeroOn);
  if (result.missed !== null) addMarket(counts.missed, 1, result.missed ? 1 : 0);
}

function firstOf(number: number): string {
  return `${2015 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`;
}
