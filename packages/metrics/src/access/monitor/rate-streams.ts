import type { Row } from '@vigie/warehouse';
import type { MetricContext } from '../../frame/metric-context.ts';
import { addMonths } from '../../frame/period.ts';
import { readNumber, readText } from '../../frame/read-row.ts';
import { date, number } from '../../frame/sql-text.ts';
import { REQUEST_DAILY_CELLS_SQL } from '../../sql/access-cells.sql.ts';
import { OWN_CONTROL_DAYS_SQL, REQUEST_DAYS_SQL } from '../../sql/access-days.sql.ts';
import { rateDispersion } from '../evidence/dispersion.ts';
import type { RateDay } from '../evidence/kpi-sums.ts';
import { monthParams } from '../sums/read-month-days.ts';
import { rateDays } from '../sums/request-rates.ts';
import { closedMonths, monthDispersion, sequencePlan } from './plan.ts';
import { runRates, type RateCell } from './run-rates.ts';
import { CLOSING_DAYS, MONITOR_RULES, type MonitoredKpi, type MonthDispersion, type Stream } from './streams.ts';
import { closedDays, readMonths, type YearCalendar } from './year-days.ts';

const RATES = ['CA-06', 'CA-08', 'CA-18'] as const;
const streamOf = (row: Row): string => `${readText(row, 'kpi')}|${readText(row, 'partner')}`;

/** The streams of success rates, all partners: one statement of days and one of cells per month. */
export async function rateStreams(context: MetricContext, calendar: YearCalendar): Promise<Stream[]> {
  const days = await readDays(context, calendar, REQUEST_DAYS_SQL);
  const control = await readDays(context, calendar, OWN_CONTROL_DAYS_SQL);
  const cells = await readCells(context, calendar);
  return RATES.flatMap((kpi) =>
    [...days.keys()]
      .filter((stream) => stream.startsWith(`${kpi}|`))
      .sort()
      .map((stream) =>
        rateStream(calendar, {
          kpi,
          partner: stream.slice(kpi.length + 1),
          days: days.get(stream) ?? new Map(),
          control: control.get(`${kpi}|own_web`) ?? new Map(),
          rows: cells.get(stream) ?? [],
        }),
      ),
  );
}

function rateStream(
  calendar: YearCalendar,
  of: {
    readonly kpi: MonitoredKpi;
    readonly partner: string;
    readonly days: ReadonlyMap<string, readonly RateDay[]>;
    readonly control: ReadonlyMap<string, readonly RateDay[]>;
    readonly rows: readonly Row[];
  },
): Stream {
  const controlOf = (month: string): number | null => {
    const closed = closedMonths(month).flatMap((m) => of.control.get(m) ?? []);
    return closed.length >= MONITOR_RULES.fewestDays ? rateDispersion(closed) : null;
  };
  const phi = (month: string): MonthDispersion =>
    monthDispersion(month, of.days, { factor: rateDispersion, control: controlOf });
  const plan = sequencePlan(calendar.year, of.days, {
    varianceOf: (list) => list.reduce((sum, day) => sum + day.variance, 0),
    dispersionOf: (month) => phi(month).dispersion,
  });
  const months = calendar.months.map((month) => ({
    dispersion: phi(month).dispersion,
    days: closedDays(calendar, month, CLOSING_DAYS[of.kpi]),
  }));
  const { cells, groups } = groupedCells(of.rows);
  return {
    kpi: of.kpi,
    partner: of.partner,
    groups,
    dispersionFrom: phi(calendar.months.at(-1) ?? '').from,
    points: runRates({ months, cells, groups, plan }),
  };
}

async function readDays(
  context: MetricContext,
  calendar: YearCalendar,
  sql: string,
): Promise<Map<string, Map<string, RateDay[]>>> {
  const byMonth = await readMonths(context, calendar.read, (c, month) => c.query(sql, monthParams(month)));
  const streams = new Map<string, Map<string, RateDay[]>>();
  for (const [month, rows] of byMonth) {
    for (const [stream, own] of Map.groupBy(rows, streamOf)) {
      const known = streams.get(stream) ?? new Map<string, RateDay[]>();
      streams.set(stream, known.set(month, rateDays(own)));
    }
  }
  return streams;
}

async function readCells(context: MetricContext, calendar: YearCalendar): Promise<Map<string, Row[]>> {
  const inYear = calendar.read.filter((month) => month >= `${calendar.year}-01-01`);
  const byMonth = await readMonths(context, inYear, (c, month) =>
    c.query(REQUEST_DAILY_CELLS_SQL, {
      ...monthParams(month),
      before_from: date(addMonths(month, -1)),
      before_to: date(month),
      least_partner: number(MONITOR_RULES.leastPartnerUnits),
      least_own: number(MONITOR_RULES.leastOwnUnits),
    }),
  );
  return Map.groupBy([...byMonth.values()].flat(), streamOf);
}

/** Groups are specialty × region where those are few enough, else specialty, else the first of them and the rest. */
function groupedCells(rows: readonly Row[]): { cells: Map<string, RateCell[]>; groups: number } {
  const groupOf = chooseGroups(new Set(rows.map((row) => readText(row, 'grp'))));
  const cells = Map.groupBy(
    rows.map((row) => ({
      day: readText(row, 'day'),
      group: groupOf.get(readText(row, 'grp')) ?? 0,
      partner: { successes: readNumber(row, 'partner_ok'), trials: readNumber(row, 'partner_n') },
      own: { successes: readNumber(row, 'own_ok'), trials: readNumber(row, 'own_n') },
    })),
    (cell) => cell.day,
  );
  return { cells, groups: Math.max(1, new Set(groupOf.values()).size) };
}

export function chooseGroups(names: ReadonlySet<string>): Map<string, number> {
  const few = names.size <= MONITOR_RULES.mostGroups;
  const label = (name: string): string => (few ? name : (name.split('|')[0] ?? ''));
  const labels = [...new Set([...names].map(label))].sort();
  const last = MONITOR_RULES.mostGroups - 1;
  return new Map([...names].map((name) => [name, Math.min(labels.indexOf(label(name)), last)]));
}
