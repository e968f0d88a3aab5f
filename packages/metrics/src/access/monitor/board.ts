import { eBenjaminiHochberg, monitorLevel, type MonitorLevel } from '@vigie/statistics';
import { addMonths } from '../../frame/period.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { remembered } from '../../frame/remember.ts';
import { ACCESS_RULES } from '../evidence/access-rules.ts';
import { readExtent, type AccessExtent } from '../sums/access-extent.ts';
import { eventStreams, latencyStreams, pairStreams } from './other-streams.ts';
import { rateStreams } from './rate-streams.ts';
import { MONITORED, type Stream, type StreamPoint } from './streams.ts';
import { yearCalendar, type YearCalendar } from './year-days.ts';

/** All streams of a year: the family over which alarms and the list of the day are counted. */
export interface Board {
  readonly calendar: YearCalendar;
  readonly streams: readonly Stream[];
  /** m, fixed on 1 January. */
  readonly alarmStreams: number;
}

/** The board of a year, computed once per release. */
export function readBoard(context: MetricContext, year: string): Promise<Board> {
  return remembered(context, `access.monitor|${year}`, async (inner) => {
    const extent = await readExtent(inner);
    const calendar = yearCalendar(extent, year);
    const streams = [
      ...(await pairStreams(inner, calendar)),
      ...(await latencyStreams(inner, calendar)),
      ...(await rateStreams(inner, calendar)),
      ...(await eventStreams(inner, calendar)),
    ];
    return { calendar, streams, alarmStreams: MONITORED.length * partnersAtStart(extent, calendar) };
  });
}

/** Partners known on 1 January, or in the first month of data where that is later; at least one. */
function partnersAtStart(extent: AccessExtent, calendar: YearCalendar): number {
  const january = `${calendar.year}-01-01`;
  const fixedOn = extent.firstDay < january ? january : addMonths(calendar.firstDay, 1);
  return Math.max(1, [...extent.since.values()].filter((day) => day < fixedOn).length);
}

/** Level of each day; ALARM is latched. */
export function levelsOf(points: readonly StreamPoint[], alarmStreams: number): MonitorLevel[] {
  let highest = -Infinity;
  return points.map(({ lnEvidence }) => {
    highest = Math.max(highest, lnEvidence);
    return monitorLevel(lnEvidence, highest, { streams: alarmStreams, alpha: ACCESS_RULES.significance });
  });
}

/** Streams on the list of the last closed day (e-BH): a false discovery rate for one inspection, whatever depends on what. */
export function listOfTheDay(board: Board): Stream[] {
  const last = board.streams.map((stream) => stream.points.at(-1)?.lnEvidence ?? 0);
  const listed = eBenjaminiHochberg(last, ACCESS_RULES.significance);
  return board.streams.filter((_, index) => listed[index] === true);
}
