import type { Flag } from '@vigie/kernel';
import type { Row } from '@vigie/warehouse';
import { FILE_DATES_SQL, HAS_COUNTS_SQL, LAST_DAYS_SQL, REPORTING_SQL } from '../sql/reporting.sql.ts';
import { note, warn } from './flags.ts';
import type { MetricContext } from './metric-context.ts';
import { addDays, addMonths, bucketsOf, endOf, GRAINS, type Bucket, type Grain } from './period.ts';
import { QUALITY_RULES } from './quality-rules.ts';
import { readText } from './read-row.ts';
import { judgeTogether, readSeries } from './series-checks.ts';

/** A finding about a stretch of days; it touches every figure whose period overlaps it. */
export interface Finding {
  readonly from: string;
  readonly toExclusive: string;
  readonly flag: Flag;
}

/** Everything known about the completeness of the bookings in `[from, to)`: sources that fell silent, files older than their periods, exports that end early. */
export async function findBookingFaults(context: MetricContext, from: string, to: string): Promise<Finding[]> {
  const [series, files, ends] = await Promise.all([
    context.query(REPORTING_SQL, {}),
    context.query(FILE_DATES_SQL, {}),
    context.query(LAST_DAYS_SQL, {}),
  ]);
  const findings = judgeTogether(readSeries(series));
  return [...findings, ...files.flatMap(futureOf), ...earlyEndsOf(ends, { from, to })].filter(
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

/** A platform may have no booking on a quiet last day or two; a longer gap is the end of its export. */
const QUIET_DAYS = 4;

function earlyEndsOf(rows: readonly Row[], range: { from: string; to: string }): Finding[] {
  const { to } = range;
  return rows.flatMap((row) => {
    const end = addDays(readText(row, 'last_day'), 1);
    if (addDays(end, QUIET_DAYS) >= range.to && range.from < end) return [];
    const platform = readText(row, 'platform');
    const lastDay = addDays(end, -1);
    if (row['gone'] === true) {
      const message = `The bookings of ${platform} end on ${lastDay}, and no later panel finds anybody equipped by it: it has left the market.`;
      return [
        {
          from: end,
          toExclusive: to,
          flag: note('INCOMPLETE_PERIOD', message, { reason: 'PLATFORM_GONE', platform, lastDay }),
        },
      ];
    }
    // Silent for long is said more softly, since nobody waits for the file any more.
    const stale = addMonths(end, QUALITY_RULES.endedMonths);
    const facts = { reason: 'EXPORT_ENDS', platform, lastDay };
    const fresh = {
      from: end,
      toExclusive: stale < to ? stale : to,
      flag: warn('INCOMPLETE_PERIOD', `The bookings of ${platform} end on ${lastDay}.`, facts),
    };
    if (stale >= to) return [fresh];
    const message = `The bookings of ${platform} ended on ${lastDay}, more than a year before: gone, or no longer delivered.`;
    return [
      fresh,
      {
        from: stale,
        toExclusive: to,
        flag: note('INCOMPLETE_PERIOD', message, { ...facts, reason: 'EXPORT_ENDED_LONG_AGO' }),
      },
    ];
  });
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
