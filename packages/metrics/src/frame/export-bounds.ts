import type { Flag } from '@vigie/kernel';
import { median } from '@vigie/statistics';
import type { Row } from '@vigie/warehouse';
import { formatCount, note, warn } from './flags.ts';
import { addDays, addMonths, endOf, startOf } from './period.ts';
import type { Finding } from './quality.ts';
import { QUALITY_RULES } from './quality-rules.ts';
import { readNumber, readText } from './read-row.ts';
import type { SeriesPoint } from './series-checks.ts';

interface Range {
  readonly from: string;
  readonly to: string;
}

/** A platform may have no booking on a quiet first or last day or two; a longer gap is where its export begins or ends. */
const QUIET_DAYS = 4;
/** With bookings on fewer days than this, where the first and the last fall is chance: nothing is withheld for it. */
const LEAST_DAYS = 20;
/**
 * Days without a booking that a platform may have by chance: `QUIET_DAYS` where it is booked on half of the days or more, else as many as
 * (1 − share of its days with a booking)^n keeps above one in a thousand. A panel with two bookings a month is often silent for weeks.
 * Where a later panel says that nobody is left, or where too few days are known for a share of them, the fixed number holds.
 */
function quietDays(row: Row): number {
  const [first, last] = [readText(row, 'first_day'), readText(row, 'last_day')];
  const span = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  const busy = readNumber(row, 'days') / span;
  return busy >= 0.5 || !isDense(row) || row['gone'] === true
    ? QUIET_DAYS
    : Math.ceil(Math.log(RARE_SILENCE) / Math.log1p(-busy));
}
const isDense = (row: Row): boolean => readNumber(row, 'days') >= LEAST_DAYS;
/** A silence that chance makes this seldom is where an export begins or ends. */
const RARE_SILENCE = 0.001;
/** Whole months after the first that say what is usual for a platform. */
const USUAL_MONTHS = 6;

/** Where row-level exports and published counts begin and end inside a range. */
export function boundsOf(rows: readonly Row[], series: readonly (readonly SeriesPoint[])[], range: Range): Finding[] {
  return [
    ...beginningsOf(rows, series, range),
    ...rows.flatMap((row) => endOfExport(row, range)),
    ...series.flatMap((points) => countBounds(points, range)),
  ];
}

/** Findings that leave a period without a platform, or without anybody, in whole or in part. */
const CUTS: ReadonlySet<unknown> = new Set([
  'EXPORT_BEGINS',
  'DATA_BEGIN',
  'EXPORT_ENDS',
  'EXPORT_ENDED_LONG_AGO',
  'COUNTS_BEGIN',
  'COUNTS_END',
]);

/**
 * What breaks a comparison of two periods: breaks of a series after the start of the first, and sources that do not cover both alike. `findings` are those
 * of the whole stretch from the start of the first to the end of the second. A fact `platform` says that it concerns one platform only.
 */
export function breaksBetween(findings: readonly Finding[], base: Range, now: Range): Flag[] {
  const breaks = findings.filter(
    (f) =>
      f.flag.code === 'BREAK_IN_SERIES' && f.from > base.from && f.from < now.to && !CUTS.has(f.flag.facts['reason']),
  );
  const cuts = findings.filter(
    ({ flag: { code, facts } }) => code === 'INCOMPLETE_PERIOD' && CUTS.has(facts['reason']) && facts['days'] !== 'few',
  );
  const stretches = Map.groupBy(cuts, ({ flag: { facts } }) =>
    [facts['platform'] ?? facts['source'] ?? '', facts['firstDay'] ?? facts['lastDay']].join('|'),
  );
  const uneven = [...stretches.values()].flatMap((parts) => {
    const from = parts.map((f) => f.from).sort()[0] ?? '';
    const to =
      parts
        .map((f) => f.toExclusive)
        .sort()
        .at(-1) ?? '';
    const missing = (period: Range): 'none' | 'part' | 'all' =>
      from >= period.to || to <= period.from ? 'none' : from <= period.from && to >= period.to ? 'all' : 'part';
    const sides = [missing(base), missing(now)];
    return sides[0] === sides[1] && sides[0] !== 'part' ? [] : parts.slice(0, 1);
  });
  return [...breaks, ...uneven].map((f) => f.flag);
}

function beginningsOf(rows: readonly Row[], series: readonly (readonly SeriesPoint[])[], range: Range): Finding[] {
  const begin = rows.map((row) => readText(row, 'first_day')).sort()[0];
  if (begin === undefined || !rows.some(isDense)) return [];
  const late = rows.filter((row) => isDense(row) && readText(row, 'first_day') > addDays(begin, quietDays(row)));
  return [
    ...before(begin, range, (severity) =>
      severity('INCOMPLETE_PERIOD', `The row-level exports of this release begin on ${begin}.`, {
        reason: 'DATA_BEGIN',
        firstDay: begin,
      }),
    ),
    ...late.flatMap((row) => lateStart(row, series, range)),
  ];
}

/** The finding over what lies before `day`, if the range holds any of it: a warning for a year, a note before that. */
function before(day: string, range: Range, write: (severity: typeof warn) => Flag): Finding[] {
  if (addDays(range.from, QUIET_DAYS) >= day) return [];
  const stale = addMonths(day, -QUALITY_RULES.endedMonths);
  const fresh = { from: stale > range.from ? stale : range.from, toExclusive: day, flag: write(warn) };
  return stale > range.from ? [{ from: range.from, toExclusive: stale, flag: write(note) }, fresh] : [fresh];
}

/**
 * A platform whose bookings begin after those of others: an export that begins late, or a platform that begins. A panel of an earlier month decides where
 * there is one: it finds somebody on the platform (late) or nobody (new). Otherwise a new platform begins small: its first whole month has less than half
 * the practitioners of the months that follow. A first month that is already full, or that nothing follows, is taken for a late export; where fewer than
 * twenty book there, size is chance and nothing is said.
 */
function lateStart(row: Row, series: readonly (readonly SeriesPoint[])[], range: Range): Finding[] {
  const platform = readText(row, 'platform');
  const firstDay = readText(row, 'first_day');
  const start = sizeAtStart(platform, firstDay, series);
  const facts = {
    platform,
    firstDay,
    ...(start === null ? {} : { practitioners: start.first, usual: start.usual, fullRatio: start.first / start.usual }),
  };
  const size =
    start === null
      ? 'nothing follows its first month'
      : `${formatCount(start.first)} practitioners in its first whole month, ${formatCount(start.usual)} in those that follow`;
  if (row['absent_before'] === true || (row['existed_before'] !== true && start !== null && isSmall(start))) {
    if (firstDay <= range.from || firstDay >= range.to) return [];
    const why = row['absent_before'] === true ? 'an earlier panel finds nobody on it' : size;
    const message = `The bookings of ${platform} begin on ${firstDay}: ${why}, so it is a new platform.`;
    const flag = note('INCOMPLETE_PERIOD', message, { reason: 'PLATFORM_NEW', ...facts });
    return [{ from: firstDay, toExclusive: addDays(firstDay, 1), flag }];
  }
  if (row['existed_before'] !== true && start !== null && start.usual < QUALITY_RULES.leastReporters) return [];
  const why = row['existed_before'] === true ? 'an earlier panel already finds somebody on it' : size;
  const message = `The bookings of ${platform} begin on ${firstDay}: ${why}, so its export begins late and earlier periods lack it.`;
  const missing = before(firstDay, range, (severity) =>
    severity('INCOMPLETE_PERIOD', message, { reason: 'EXPORT_BEGINS', ...facts }),
  );
  if (missing.length === 0 || firstDay >= range.to) return missing;
  const broken = warn('BREAK_IN_SERIES', message, { reason: 'EXPORT_BEGINS', ...facts });
  return [...missing, { from: firstDay, toExclusive: addDays(firstDay, 1), flag: broken }];
}

interface StartSize {
  readonly first: number;
  readonly usual: number;
}

const isSmall = (start: StartSize): boolean => start.first < QUALITY_RULES.fullStartRatio * start.usual;

/** Practitioners in the first whole month of an export, and the median of the months after it; null when no month follows. */
function sizeAtStart(
  platform: string,
  firstDay: string,
  series: readonly (readonly SeriesPoint[])[],
): StartSize | null {
  const month = startOf(firstDay, 'month');
  const whole = firstDay > addDays(month, QUIET_DAYS) ? addMonths(month, 1) : month;
  const points = series
    .flat()
    .filter((p) => p.source === `booking:${platform}` && p.grain === 'month' && p.period >= whole && p.sites > 0);
  const first = points.find((p) => p.period === whole);
  const usual = median(
    points
      .filter((p) => p.period > whole)
      .slice(0, USUAL_MONTHS)
      .map((p) => p.sites),
  );
  return first === undefined || usual === null || usual === 0 ? null : { first: first.sites, usual };
}

function endOfExport(row: Row, range: Range): Finding[] {
  const { to } = range;
  const end = addDays(readText(row, 'last_day'), 1);
  if (addDays(end, quietDays(row)) >= range.to && range.from < end) return [];
  const platform = readText(row, 'platform');
  const lastDay = addDays(end, -1);
  if (row['gone'] === true) {
    const message = `The bookings of ${platform} end on ${lastDay}, and no later panel finds anybody equipped by it: it has left the market.`;
    const flag = note('INCOMPLETE_PERIOD', message, { reason: 'PLATFORM_GONE', platform, lastDay });
    return [{ from: end, toExclusive: to, flag }];
  }
  // Silent for long is said more softly, since nobody waits for the file any more.
  const stale = addMonths(end, QUALITY_RULES.endedMonths);
  const facts = { reason: 'EXPORT_ENDS', platform, lastDay, ...(isDense(row) ? {} : { days: 'few' }) };
  const fresh = {
    from: end,
    toExclusive: stale < to ? stale : to,
    flag: warn('INCOMPLETE_PERIOD', `The bookings of ${platform} end on ${lastDay}.`, facts),
  };
  if (stale >= to) return [fresh];
  const message = `The bookings of ${platform} ended on ${lastDay}, more than a year before: gone, or no longer delivered.`;
  const old = note('INCOMPLETE_PERIOD', message, { ...facts, reason: 'EXPORT_ENDED_LONG_AGO' });
  return [fresh, { from: stale, toExclusive: to, flag: old }];
}

/** Published counts say nothing of what lies before their first period and after their last. */
function countBounds(points: readonly SeriesPoint[], range: Range): Finding[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first?.source.startsWith('booking_count') || !last) return [];
  const source = first.source.replace(/^booking_count:/, '');
  const end = endOf(last.period, last.grain);
  const begins = { reason: 'COUNTS_BEGIN', source, firstDay: first.period };
  const ends = { reason: 'COUNTS_END', source, lastDay: addDays(end, -1) };
  return [
    ...(range.from < first.period && range.to > first.period
      ? [
          {
            from: range.from,
            toExclusive: first.period,
            flag: warn('INCOMPLETE_PERIOD', `The counts of ${source} begin on ${first.period}.`, begins),
          },
        ]
      : []),
    ...(range.to > end && range.from < end
      ? [
          {
            from: end,
            toExclusive: range.to,
            flag: warn('INCOMPLETE_PERIOD', `The counts of ${source} end on ${ends.lastDay}.`, ends),
          },
        ]
      : []),
  ];
}
