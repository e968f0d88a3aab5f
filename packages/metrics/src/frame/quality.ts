import type { Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { EXPORT_BOUNDS_SQL, FILE_DATES_SQL, HAS_COUNTS_SQL, REPORTING_SQL } from '../sql/reporting.sql.ts';
import { boundsOf } from './export-bounds.ts';
import { warn } from './flags.ts';
import type { MetricContext } from './metric-context.ts';
import { addDays, bucketsOf, endOf, GRAINS, type Bucket, type Grain } from './period.ts';
import { readText } from './read-row.ts';
import { judgeTogether, readSeries } from './series-checks.ts';

/** A finding about a stretch of days; it touches every figure whose period overlaps it. */
export interface Finding {
  readonly from: string;
  readonly toExclusive: string;
  readonly flag: Flag;
}

/** Everything known about the completeness of the bookings in `[from, to)`: sources that fell silent, files older than their periods, exports that begin late or end early. */
export async function findBookingFaults(context: MetricContext, from: string, to: string): Promise<Finding[]> {
  const [reporting, files, bounds] = await Promise.all([
    context.query(REPORTING_SQL, {}),
    context.query(FILE_DATES_SQL, {}),
    context.query(EXPORT_BOUNDS_SQL, {}),
  ]);
  const series = readSeries(reporting);
  return [...judgeTogether(series), ...files.flatMap(futureOf), ...boundsOf(bounds, series, { from, to })].filter(
    (f) => f.from < to && f.toExclusive > from,
  );
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

/** Whether any published count is in the release. */
export async function hasCounts(context: MetricContext): Promise<boolean> {
  return (await context.query(HAS_COUNTS_SQL, {}))[0]?.['present'] === true;
}

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
