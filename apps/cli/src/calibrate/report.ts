import { ACCESS_RULES, INDICATORS, INDICATORS_VERSION, MONITOR_RULES, MONITORED, type KpiId } from '@vigie/metrics';
import { accessParameters as p } from '@vigie/simulation';
import { CLUSTERED, HARMED } from './harms.ts';
import type { Calibration } from './run-calibration.ts';
import { SCENARIOS, type Scenario } from './run-market.ts';
import { YEAR_SCENARIOS, type DetectionCounts } from './run-years.ts';
import { shareOf, type Count, type KpiCounts } from './tally.ts';
import { targetsOf, type Target } from './targets.ts';

/** A share with its Monte-Carlo standard error and what it is a share of; null where nothing was compared. */
export type Measured = ReturnType<typeof shareOf>;

export interface PowerRow {
  readonly flagged: Measured;
  readonly red: Measured;
  readonly green: Measured;
  readonly coverage95: Measured;
}
export interface ScenarioRow {
  /** RED or AMBER though nothing is wrong. */
  readonly falseFlags: Measured;
  readonly green: Measured;
  readonly insufficient: Measured;
  readonly coverage90: Measured;
  readonly coverage95: Measured;
  /** Of the large partner in the hard strata alone. */
  readonly large: { readonly coverage90: Measured; readonly coverage95: Measured };
  readonly atMargin: PowerRow | null;
  readonly atTwice: PowerRow | null;
}
export interface KpiReport {
  readonly kpi: KpiId;
  readonly title: string;
  readonly tested: boolean;
  readonly margin: number;
  readonly unit: string;
  readonly scenarios: Record<Scenario, ScenarioRow>;
}
export interface StreamReport {
  readonly kpi: KpiId;
  readonly scenario: (typeof YEAR_SCENARIOS)[number];
  readonly watch: Measured;
  readonly alarm: Measured;
  readonly sequenceMissed: Measured;
  readonly harmed: readonly {
    readonly times: number;
    readonly watchDays: Days;
    readonly alarmDays: Days;
    readonly belowZeroDays: Days;
    readonly sequenceMissed: Measured;
  }[];
}
/** Days from 1 January: median and 90 % quantile, null where later than the year; share found within it. */
export interface Days {
  readonly median: number | null;
  readonly ninety: number | null;
  readonly found: number;
}

export interface Report {
  readonly markets: number;
  readonly years: number;
  readonly seed: number;
  readonly threads: number;
  readonly seconds: number;
  readonly generator: string;
  readonly versions: Record<string, number>;
  readonly volumes: Record<string, unknown>;
  /** Months with at least one RED or AMBER under parity. */
  readonly months: Record<Scenario, Measured>;
  /** How often a crude one-sided test at 5 % calls the partner in the hard strata worse, under parity. */
  readonly crude: Record<Scenario, Record<string, Measured>>;
  readonly kpis: readonly KpiReport[];
  readonly monitor: readonly StreamReport[];
  readonly monitorYears: Record<string, { readonly anyWatch: Measured; readonly anyAlarm: Measured }>;
  readonly targets: readonly Target[];
}

export function reportOf(calibration: Calibration): Report {
  const { markets, years, seed, threads, seconds, monthly, yearly } = calibration;
  const kpis = INDICATORS.map((indicator): KpiReport => {
    const scenarios = Object.fromEntries(
      SCENARIOS.map((scenario) => {
        const of = monthly[scenario];
        return [
          scenario,
          scenarioRow(scenario, indicator.id, of.parity[indicator.id], of.large[indicator.id], of.harmed),
        ];
      }),
    ) as Record<Scenario, ScenarioRow>;
    const { id, tested, margin, unit } = indicator;
    return { kpi: id, title: indicator.title.en, tested, margin, unit, scenarios };
  });
  const monitor = YEAR_SCENARIOS.flatMap((scenario) =>
    MONITORED.map((kpi): StreamReport => {
      const { watch, alarm, missed } = yearly[scenario].parity[kpi];
      return {
        kpi,
        scenario,
        watch: shareOf(watch),
        alarm: shareOf(alarm),
        sequenceMissed: shareOf(missed),
        harmed: ([1, 2] as const).map((times) => detectionRow(times, yearly[scenario].harmed[times][kpi])),
      };
    }),
  );
  const monitorYears = Object.fromEntries(
    YEAR_SCENARIOS.map((scenario) => [
      scenario,
      { anyWatch: shareOf(yearly[scenario].anyWatch), anyAlarm: shareOf(yearly[scenario].anyAlarm) },
    ]),
  );
  const measured = {
    months: byScenario((scenario) => shareOf(monthly[scenario].months)),
    crude: byScenario((scenario) => measuredAll(monthly[scenario].crude)),
    kpis,
    monitor,
    monitorYears,
  };
  return {
    markets,
    years,
    seed,
    threads,
    seconds,
    generator: 'sfc32 seeded by splitmix32, one stream per market and scenario',
    versions: { indicators: INDICATORS_VERSION, rules: ACCESS_RULES.version, monitor: MONITOR_RULES.version },
    volumes: {
      own: p.VOLUMES.own,
      partners: Object.fromEntries(p.CALIBRATION_PARTNERS.map(({ name, volume }) => [name, volume])),
      slotsPerMonth: p.SLOTS_PER_MONTH,
      searchesPerMonth: p.SEARCHES_PER_MONTH,
    },
    ...measured,
    targets: targetsOf(measured),
  };
}

function byScenario<T>(of: (scenario: Scenario) => T): Record<Scenario, T> {
  return { parity: of('parity'), confounded: of('confounded'), clusters: of('clusters') };
}

function measuredAll(counts: Readonly<Record<string, Count>>): Record<string, Measured> {
  return Object.fromEntries(Object.entries(counts).map(([kpi, count]) => [kpi, shareOf(count)]));
}

function scenarioRow(
  scenario: Scenario,
  kpi: KpiId,
  parity: KpiCounts,
  large: KpiCounts,
  harmed: Readonly<Record<1 | 2, Record<KpiId, KpiCounts>>>,
): ScenarioRow {
  const tested = HARMED.includes(kpi);
  const asked = scenario === 'confounded' ? tested : scenario === 'clusters' && CLUSTERED.includes(kpi);
  const covered = (count: Count): Measured => (tested ? shareOf(count) : null);
  const power = (counts: KpiCounts): PowerRow | null =>
    asked
      ? {
          flagged: shareOf(counts.flagged),
          red: shareOf(counts.red),
          green: shareOf(counts.green),
          coverage95: shareOf(counts.covered95),
        }
      : null;
  return {
    falseFlags: shareOf(parity.flagged),
    green: shareOf(parity.green),
    insufficient: shareOf(parity.insufficient),
    coverage90: covered(parity.covered90),
    coverage95: covered(parity.covered95),
    large: { coverage90: covered(large.covered90), coverage95: covered(large.covered95) },
    atMargin: power(harmed[1][kpi]),
    atTwice: power(harmed[2][kpi]),
  };
}

function detectionRow(times: number, counts: DetectionCounts): StreamReport['harmed'][number] {
  return {
    times,
    watchDays: daysOf(counts.watchOn),
    alarmDays: daysOf(counts.alarmOn),
    belowZeroDays: daysOf(counts.belowZeroOn),
    sequenceMissed: shareOf(counts.missed),
  };
}

function daysOf(days: readonly (number | null)[]): Days {
  const sorted = days.map((day) => day ?? Infinity).sort((a, b) => a - b);
  const quantile = (share: number): number | null => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    return value === undefined || value === Infinity ? null : value;
  };
  const found = days.filter((day) => day !== null).length;
  return { median: quantile(0.5), ninety: quantile(0.9), found: days.length > 0 ? found / days.length : 0 };
}
