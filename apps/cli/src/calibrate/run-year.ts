import {
  eventDispersion,
  latencyDispersion,
  latencyVariance,
  levelsOf,
  monthDispersion,
  ownDeviation,
  pairedDispersion,
  rateDispersion,
  runEvents,
  runLatency,
  runPairs,
  runRates,
  sequencePlan,
  type DaysByMonth,
  type MonitoredKpi,
  type StreamMonth,
  type StreamPoint,
} from '@vigie/metrics';
import { daysOf, type OwnMonth, type PartnerMonth } from '@vigie/simulation';
import type { Summed } from './draw-family.ts';
import { latencySums } from './shape/latency-sums.ts';
import { dailyCells, groupedCells } from './shape/monitor-cells.ts';
import { dayText, eventSums, rateDays } from './shape/request-sums.ts';
import { pairedSums } from './shape/slot-sums.ts';

/** A month of a drawn year, named by its first day. */
export interface YearMonth {
  readonly first: string;
  readonly number: number;
  readonly own: Summed<OwnMonth>;
  readonly partner: Summed<PartnerMonth>;
}

/** The quarter before the year, and its twelve months. */
const QUARTER = 3;

/** One stream of the monitor over a drawn year: the product's own pure functions on the sums that its SQL would hand them. */
export function runStream(kpi: MonitoredKpi, year: readonly YearMonth[]): StreamPoint[] {
  switch (kpi) {
    case 'CA-01':
      return runPairs(monthsOf(year, pairedDispersion, pairsOf), year.slice(QUARTER).flatMap(pairsOf));
    case 'CA-07':
      return runEvents(monthsOf(year, eventDispersion, eventsOf), year.slice(QUARTER).flatMap(eventsOf));
    case 'CA-05':
      return latencyPoints(year);
    default:
      return ratePoints(kpi, year);
  }
}

const short = (month: YearMonth): string => month.first.slice(0, 7);

function pairsOf(month: YearMonth) {
  return pairedSums({ month: short(month), readings: month.partner.drawn.readings }, []).days;
}

function eventsOf(month: YearMonth) {
  return eventSums({ month: short(month), partner: month.partner.requests, own: month.own.requests }, []).days;
}

function latenciesOf(month: YearMonth) {
  return latencySums({ month: short(month), partner: month.partner.latency, own: month.own.latency }, []).days;
}

function byMonth<Day>(year: readonly YearMonth[], daysIn: (month: YearMonth) => readonly Day[]): DaysByMonth<Day> {
  return new Map(year.map((month) => [month.first, daysIn(month)]));
}

function closedDays(month: YearMonth): string[] {
  return Array.from({ length: daysOf(month.number) }, (_, day) => dayText(short(month), day));
}

function monthsOf<Day>(
  year: readonly YearMonth[],
  factor: (days: readonly Day[]) => number,
  daysIn: (month: YearMonth) => readonly Day[],
): StreamMonth[] {
  const days = byMonth(year, daysIn);
  return year.slice(QUARTER).map((month) => ({
    dispersion: monthDispersion(month.first, days, { factor }).dispersion,
    days: closedDays(month),
  }));
}

function latencyPoints(year: readonly YearMonth[]): StreamPoint[] {
  const days = byMonth(year, latenciesOf);
  const dispersionOf = (month: string): number =>
    monthDispersion(month, days, { factor: latencyDispersion }).dispersion;
  const months = year.slice(QUARTER).map((month, i) => ({
    dispersion: dispersionOf(month.first),
    days: closedDays(month),
    ownDeviation: ownDeviation(days.get(year[QUARTER + i - 1]?.first ?? '') ?? []),
  }));
  return runLatency({
    months,
    days: year.slice(QUARTER).flatMap(latenciesOf),
    plan: sequencePlan(yearOf(year), days, { varianceOf: latencyVariance, dispersionOf }),
  });
}

function ratePoints(kpi: 'CA-06' | 'CA-08' | 'CA-18', year: readonly YearMonth[]): StreamPoint[] {
  const days = byMonth(year, (month) =>
    rateDays(kpi, { month: short(month), partner: month.partner.requests, own: month.own.requests }),
  );
  const dispersionOf = (month: string): number => monthDispersion(month, days, { factor: rateDispersion }).dispersion;
  const cells = year.slice(QUARTER).flatMap((month, i) => {
    const before = year[QUARTER + i - 1];
    if (before === undefined) return [];
    return dailyCells(kpi, {
      month: short(month),
      partner: month.partner.drawn.requests,
      own: month.own.drawn.requests,
      before: { partner: before.partner.requests, own: before.own.requests },
    });
  });
  return runRates({
    months: year.slice(QUARTER).map((month) => ({ dispersion: dispersionOf(month.first), days: closedDays(month) })),
    ...groupedCells(cells),
    plan: sequencePlan(yearOf(year), days, {
      varianceOf: (list) => list.reduce((sum, day) => sum + day.variance, 0),
      dispersionOf,
    }),
  });
}

const yearOf = (year: readonly YearMonth[]): string => (year[QUARTER]?.first ?? '').slice(0, 4);

/** What a year of one stream came to. Days count from 1 January = 1; null: never. */
export interface StreamYear {
  readonly watchOn: number | null;
  readonly alarmOn: number | null;
  /** First day on which the confidence sequence lay below zero. */
  readonly belowZeroOn: number | null;
  /** The sequence missed the true effect on some day; null where it was never shown. */
  readonly missed: boolean | null;
}

const dayOf = (index: number): number | null => (index < 0 ? null : index + 1);

export function judgeYear(points: readonly StreamPoint[], alarmStreams: number, truth: number): StreamYear {
  const levels = levelsOf(points, alarmStreams);
  const shown = points.filter((point) => point.csLow !== null && point.csHigh !== null);
  return {
    watchOn: dayOf(levels.findIndex((level) => level !== 'QUIET')),
    alarmOn: dayOf(levels.indexOf('ALARM')),
    belowZeroOn: dayOf(points.findIndex((point) => point.csHigh !== null && point.csHigh < 0)),
    missed:
      shown.length === 0
        ? null
        : shown.some((point) => truth < (point.csLow ?? -Infinity) || truth > (point.csHigh ?? Infinity)),
  };
}
