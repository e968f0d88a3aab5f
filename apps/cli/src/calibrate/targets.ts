import type { Measured, Report } from './report.ts';

/** What is asked of the product, what was measured, and whether it holds within two Monte-Carlo standard errors. */
export interface Target {
  readonly name: string;
  readonly asked: string;
  readonly worst: string;
  readonly met: boolean;
  /** Indicators (and scenarios) that miss it. */
  readonly missedBy: readonly string[];
}

type Parts = Pick<Report, 'months' | 'kpis' | 'monitor' | 'monitorYears'>;
type Case = readonly [string, Measured];

/** The targets of the calibration, in their order. */
export function targetsOf({ months, kpis, monitor, monitorYears }: Parts): Target[] {
  const tested = kpis.filter((one) => one.tested);
  const power = tested.flatMap(({ kpi, scenarios }): Case[] => [
    [`${kpi} confounded`, scenarios.confounded.atTwice?.flagged ?? null],
    [`${kpi} clusters`, scenarios.clusters.atTwice?.flagged ?? null],
  ]);
  const coverage = tested.flatMap(({ kpi, scenarios }): Case[] => [
    [`${kpi} confounded`, scenarios.confounded.large.coverage95],
    [`${kpi} clusters`, scenarios.clusters.large.coverage95],
  ]);
  return [
    atMost('RED or AMBER in a month of parity', 0.05, Object.entries(months)),
    atLeast('power at twice the margin, large partner', 0.9, power),
    within('coverage of 95 % intervals, large partner', [0.93, 0.97], coverage),
    atMost(
      'WATCH in a year of parity, each stream',
      0.05,
      monitor.map((one): Case => [`${one.kpi} ${one.scenario}`, one.watch]),
    ),
    atMost(
      'ALARM in a year of parity, any stream',
      0,
      Object.entries(monitorYears).map(([scenario, one]): Case => [scenario, one.anyAlarm]),
    ),
    atMost(
      'misses of the confidence sequence, each stream',
      0.05,
      monitor.map((one): Case => [`${one.kpi} ${one.scenario}`, one.sequenceMissed]),
    ),
  ];
}

function atMost(name: string, limit: number, cases: readonly Case[]): Target {
  return judge(name, `at most ${percent(limit)}`, cases, (share) => share - limit);
}

function atLeast(name: string, limit: number, cases: readonly Case[]): Target {
  return judge(name, `at least ${percent(limit)}`, cases, (share) => limit - share);
}

function within(name: string, [low, high]: readonly [number, number], cases: readonly Case[]): Target {
  return judge(name, `${percent(low)} to ${percent(high)}`, cases, (share) => Math.max(low - share, share - high));
}

/** `excess`: by how much a share goes beyond what was asked; two standard errors of it are forgiven. */
function judge(name: string, asked: string, cases: readonly Case[], excess: (share: number) => number): Target {
  const measured = cases.flatMap(([label, one]) => (one === null ? [] : [{ label, ...one }]));
  const worst = measured.reduce<(typeof measured)[number] | null>(
    (most, one) => (most === null || excess(one.share) > excess(most.share) ? one : most),
    null,
  );
  const missedBy = measured.filter((one) => excess(one.share) > 2 * errorOf(one)).map((one) => one.label);
  return {
    name,
    asked,
    worst:
      worst === null ? 'not measured' : `${percent(worst.share)} ± ${percent(worst.standardError)} (${worst.label})`,
    met: missedBy.length === 0,
    missedBy,
  };
}

/** A share of 0 or 1 has no observed scatter, which is no certainty: then what one or two cases more would change. */
function errorOf({ standardError, n }: { readonly standardError: number; readonly n: number }): number {
  return Math.max(standardError, 1.5 / n);
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
