import type { Row } from '@vigie/warehouse';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { readText } from '../../frame/read-row.ts';
import { REPORTING_DAYS_SQL, THROTTLE_DAYS_SQL } from '../../sql/access-days.sql.ts';
import { LATENCY_DAYS_SQL } from '../../sql/access-latency.sql.ts';
import { eventDispersion, pairedDispersion } from '../evidence/dispersion.ts';
import type { EventSums, LatencySums, PairedSums } from '../evidence/kpi-sums.ts';
import { faultyDays, listingDay } from '../sums/judge-reporting.ts';
import { latencyDay } from '../sums/latencies.ts';
import { monthParams } from '../sums/read-month-days.ts';
import { throttleDay } from '../sums/throttling.ts';
import { readVisibility } from '../sums/visibility.ts';
import { latencyDispersion, latencyVariance, ownDeviation } from './latency-days.ts';
import { monthDispersion, sequencePlan, type DaysByMonth } from './plan.ts';
import { runEvents, runPairs } from './run-binomial.ts';
import { runLatency } from './run-latency.ts';
import { CLOSING_DAYS, type Stream } from './streams.ts';
import { closedDays, readMonths, type YearCalendar } from './year-days.ts';

type PairedDay = PairedSums['days'][number];
type EventDay = EventSums['days'][number];
type LatencyDay = LatencySums['days'][number];

/** CA-01. A day on which either listing cannot be believed is a gap: a reading that failed would look like hidden slots. */
export async function pairStreams(context: MetricContext, calendar: YearCalendar): Promise<Stream[]> {
  const byMonth = await readMonths(context, calendar.read, async (c, month) => {
    const faulty = faultyDays(
      (await c.query(REPORTING_DAYS_SQL, monthParams(month))).map(listingDay).filter((d) => d.source === 'probe'),
    );
    const sums = await readVisibility(c, month);
    return new Map(
      [...sums].map(([partner, { days }]) => [
        partner,
        days.filter((d) => !faulty.get('own')?.has(d.day) && !faulty.get(partner)?.has(d.day)),
      ]),
    );
  });
  return streamsOf<PairedDay>(byMonth, (partner, days) => {
    const phi = (month: string) => monthDispersion(month, days, { factor: pairedDispersion });
    const months = calendar.months.map((month) => ({
      dispersion: phi(month).dispersion,
      days: closedDays(calendar, month, CLOSING_DAYS['CA-01']),
    }));
    return {
      kpi: 'CA-01',
      partner,
      groups: 1,
      dispersionFrom: phi(calendar.months.at(-1) ?? '').from,
      points: runPairs(months, inYear(days, calendar)),
    };
  });
}

/** CA-07. */
export async function eventStreams(context: MetricContext, calendar: YearCalendar): Promise<Stream[]> {
  const byMonth = await readMonths(context, calendar.read, async (c, month) =>
    byPartner(await c.query(THROTTLE_DAYS_SQL, monthParams(month)), throttleDay),
  );
  return streamsOf<EventDay>(byMonth, (partner, days) => {
    const phi = (month: string) => monthDispersion(month, days, { factor: eventDispersion });
    const months = calendar.months.map((month) => ({
      dispersion: phi(month).dispersion,
      days: closedDays(calendar, month, CLOSING_DAYS['CA-07']),
    }));
    return {
      kpi: 'CA-07',
      partner,
      groups: 1,
      dispersionFrom: phi(calendar.months.at(-1) ?? '').from,
      points: runEvents(months, inYear(days, calendar)),
    };
  });
}

/** CA-05. */
export async function latencyStreams(context: MetricContext, calendar: YearCalendar): Promise<Stream[]> {
  const byMonth = await readMonths(context, calendar.read, async (c, month) =>
    byPartner(await c.query(LATENCY_DAYS_SQL, monthParams(month)), latencyDay),
  );
  return streamsOf<LatencyDay>(byMonth, (partner, days) => {
    const phi = (month: string) => monthDispersion(month, days, { factor: latencyDispersion });
    const months = calendar.months.map((month) => ({
      dispersion: phi(month).dispersion,
      days: closedDays(calendar, month, CLOSING_DAYS['CA-05']),
      ownDeviation: ownDeviation(days.get(addMonths(month, -1)) ?? []) ?? ownDeviation(days.get(month) ?? []),
    }));
    const plan = sequencePlan(calendar.year, days, {
      varianceOf: latencyVariance,
      dispersionOf: (month) => phi(month).dispersion,
    });
    return {
      kpi: 'CA-05',
      partner,
      groups: 1,
      dispersionFrom: phi(calendar.months.at(-1) ?? '').from,
      points: runLatency({ months, days: inYear(days, calendar), plan }),
    };
  });
}

function byPartner<Day>(rows: readonly Row[], dayOf: (row: Row) => Day): Map<string, Day[]> {
  return new Map(
    [...Map.groupBy(rows, (row) => readText(row, 'partner'))].map(([partner, own]) => [partner, own.map(dayOf)]),
  );
}

function streamsOf<Day>(
  byMonth: ReadonlyMap<string, ReadonlyMap<string, readonly Day[]>>,
  streamOf: (partner: string, days: DaysByMonth<Day>) => Stream,
): Stream[] {
  const partners = [...new Set([...byMonth.values()].flatMap((month) => [...month.keys()]))].sort();
  return partners.map((partner) =>
    streamOf(partner, new Map([...byMonth].map(([month, days]) => [month, days.get(partner) ?? []]))),
  );
}

function inYear<Day>(days: DaysByMonth<Day>, calendar: YearCalendar): Day[] {
  return [...days].flatMap(([month, own]) => (month >= `${calendar.year}-01-01` ? own : []));
}
