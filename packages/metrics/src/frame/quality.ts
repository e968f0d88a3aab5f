import type { Flag } from '@vigie/kernel';
import { median } from '@vigie/statistics';
import type { Row } from '@vigie/warehouse';
import { FILE_DATES_SQL, LAST_DAYS_SQL, REPORTING_SQL } from '../sql/reporting.sql.ts';
import { formatCount, formatPercent, warn } from './flags.ts';
import type { MetricContext } from './metric-context.ts';
import { addDays, bucketsOf, endOf, GRAINS, type Bucket, type Grain } from './period.ts';
import { QUALITY_RULES } from './quality-rules.ts';
import { readNumber, readText } from './read-row.ts';
import { date, type SqlParams } from './sql-text.ts';

/** A finding about a stretch of days; it touches every figure whose period overlaps it. */
export interface Finding {
  readonly from: string;
  readonly toExclusive: string;
  readonly flag: Flag;
}

interface SeriesPoint {
  readonly source: string;
  readonly grain: Exclude<Grain, 'total'>;
  readonly period: string;
  readonly sites: number;
  readonly volume: number;
}

/** Everything known about the completeness of the bookings in `[from, to)`: sources that fell silent, files older than their periods, exports that end early. */
export async function findBookingFaults(context: MetricContext, from: string, to: string): Promise<Finding[]> {
  const params: SqlParams = { date_from: date(from), date_to: date(to) };
  const [series, files, ends] = await Promise.all([
    context.query(REPORTING_SQL, params),
    context.query(FILE_DATES_SQL, params),
    context.query(LAST_DAYS_SQL, params),
  ]);
  const bySource = Map.groupBy(
    series.map(readPoint).filter((p) => isBookingSeries(p)),
    (p) => `${p.source}|${p.grain}`,
  );
  const findings = [...bySource.values()].flatMap((points) => [...fallsOf(points), ...breaksOf(points)]);
  return [...findings, ...files.flatMap(futureOf), ...earlyEndsOf(ends, to)].filter(
    (f) => f.from < to && f.toExclusive > from,
  );
}

function readPoint(row: Row): SeriesPoint {
  const grain = GRAINS.find((g) => g === row['grain']);
  return {
    source: readText(row, 'source'),
    grain: grain === undefined || grain === 'total' ? 'month' : grain,
    period: readText(row, 'period'),
    sites: readNumber(row, 'sites'),
    volume: readNumber(row, 'volume'),
  };
}

/** Exports are judged by the month (a holiday week is not a gap); published counts by their own period. */
function isBookingSeries(point: SeriesPoint): boolean {
  return point.source.startsWith('booking_count') || (point.source.startsWith('booking:') && point.grain === 'month');
}

function fallsOf(points: readonly SeriesPoint[]): Finding[] {
  return points.flatMap((point, index) => {
    const before = points.slice(Math.max(0, index - QUALITY_RULES.trailingPeriods), index);
    const usual = median(before.map((p) => p.sites));
    if (usual === null || usual === 0) return [];
    const fall = 1 - point.sites / usual;
    if (fall <= QUALITY_RULES.reportingFallRatio) return [];
    const message = `${formatCount(point.sites)} sites of ${sourceName(point.source)} reported in the ${point.grain} of ${point.period}, ${formatPercent(fall)} fewer than the usual ${formatCount(usual)} (stated limit ${formatPercent(QUALITY_RULES.reportingFallRatio)}).`;
    return [
      {
        from: point.period,
        toExclusive: endOf(point.period, point.grain),
        flag: warn('INCOMPLETE_PERIOD', message, {
          reason: 'REPORTING_FALL',
          source: point.source,
          period: point.period,
          grain: point.grain,
          sites: point.sites,
          usual,
          fall,
          limit: QUALITY_RULES.reportingFallRatio,
        }),
      },
    ];
  });
}

/** Rule W5: a volume that moves by more than the stated ratio against the median of the periods before. */
function breaksOf(points: readonly SeriesPoint[]): Finding[] {
  return points.flatMap((point, index) => {
    const before = points.slice(Math.max(0, index - QUALITY_RULES.trailingPeriods), index);
    const usual = before.length < QUALITY_RULES.trailingPeriods ? null : median(before.map((p) => p.volume));
    const usualSites = median(before.map((p) => p.sites));
    if (usual === null || usual === 0 || usualSites === null || usualSites === 0) return [];
    const jump = point.volume / usual - 1;
    const panelJump = point.sites / usualSites - 1;
    // A fall in reporters is an incomplete period, said by fallsOf; only a panel that grows breaks the series here.
    if (Math.abs(jump) <= QUALITY_RULES.breakVolumeRatio || panelJump <= QUALITY_RULES.reportingFallRatio) return [];
    const message = `The volume of ${sourceName(point.source)} moved by ${formatPercent(jump)} and its reporters by ${formatPercent(panelJump)} in the ${point.grain} of ${point.period}: growth across it compares different panels.`;
    return [
      {
        from: point.period,
        toExclusive: addDays(point.period, 1),
        flag: warn('BREAK_IN_SERIES', message, {
          reason: 'PANEL_JUMP',
          source: point.source,
          period: point.period,
          jump,
          panelJump,
        }),
      },
    ];
  });
}

function futureOf(row: Row): Finding[] {
  const period = readText(row, 'period');
  const grain = GRAINS.find((g) => g === row['grain']);
  const end = grain === undefined || grain === 'total' ? addDays(period, 7) : endOf(period, grain);
  const fileDay = readText(row, 'file_day');
  if (fileDay >= end) return [];
  return [
    {
      from: period,
      toExclusive: end,
      flag: warn(
        'INCOMPLETE_PERIOD',
        `The file is of ${fileDay}; the ${readText(row, 'grain')} of ${period} ended only on ${addDays(end, -1)}.`,
        { reason: 'AFTER_FILE_DATE', period, fileDay, lastDay: addDays(end, -1) },
      ),
    },
  ];
}

/** A platform may have no booking on a quiet last day or two; a longer gap is the end of its export. */
const QUIET_DAYS = 4;

function earlyEndsOf(rows: readonly Row[], to: string): Finding[] {
  return rows.flatMap((row) => {
    const end = addDays(readText(row, 'last_day'), 1);
    if (addDays(end, QUIET_DAYS) >= to) return [];
    const platform = readText(row, 'platform');
    return [
      {
        from: end,
        toExclusive: to,
        flag: warn('INCOMPLETE_PERIOD', `The bookings of ${platform} end on ${addDays(end, -1)}.`, {
          reason: 'EXPORT_ENDS',
          platform,
          lastDay: addDays(end, -1),
        }),
      },
    ];
  });
}

const sourceName = (source: string): string => source.replace(/^booking(_count)?:/, '');

/** The findings that touch one period of a figure. */
export function findingsIn(findings: readonly Finding[], bucket: Bucket): Flag[] {
  return findings.filter((f) => f.from < bucket.endExclusive && f.toExclusive > bucket.start).map((f) => f.flag);
}

/** Flags per period label (the bucket's start), for all the periods of a range. */
export function flagsByPeriod(
  findings: readonly Finding[],
  range: { from: string; to: string; grain: Grain },
): Map<string, Flag[]> {
  return new Map(
    bucketsOf(range.from, range.to, range.grain).map((bucket) => [
      bucket.start,
      [...cutFlag(bucket, range), ...findingsIn(findings, bucket)],
    ]),
  );
}

function cutFlag(bucket: Bucket, range: { from: string; to: string }): Flag[] {
  if (!bucket.cut) return [];
  return [
    warn(
      'INCOMPLETE_PERIOD',
      `The asked range ${range.from} to ${range.to} holds only part of the period that starts on ${bucket.start}.`,
      { reason: 'RANGE_CUTS_PERIOD', period: bucket.start },
    ),
  ];
}
