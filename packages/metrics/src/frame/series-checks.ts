import { median } from '@vigie/statistics';
import type { Row } from '@vigie/warehouse';
import { formatCount, formatPercent, warn } from './flags.ts';
import { addDays, endOf, GRAINS, type Grain } from './period.ts';
import type { Finding } from './quality.ts';
import { QUALITY_RULES } from './quality-rules.ts';
import { readNumber, readText } from './read-row.ts';

/** Who reported in one period. `sites`: sites of a published count, practitioners with a booking of an export. */
export interface SeriesPoint {
  readonly source: string;
  readonly grain: Exclude<Grain, 'total'>;
  readonly period: string;
  readonly sites: number;
  readonly rows: number;
  readonly volume: number;
}

/** The series that bookings are judged by: exports by the month (a holiday week is not a gap), published counts by their own period. */
export function readSeries(rows: readonly Row[]): SeriesPoint[][] {
  const points = rows
    .map(readPoint)
    .filter((p) => isPublished(p) || (p.source.startsWith('booking:') && p.grain === 'month'));
  return [...Map.groupBy(points, (p) => `${p.source}|${p.grain}`).values()].map(fillGaps);
}

/** A period that nobody reported leaves no row; between the first and the last it stands as one with no reporter. */
function fillGaps(points: readonly SeriesPoint[]): SeriesPoint[] {
  return points.flatMap((point, index) => [point, ...emptyBetween(point, points[index + 1]?.period ?? point.period)]);
}

function emptyBetween(point: SeriesPoint, next: string): SeriesPoint[] {
  const empty: SeriesPoint[] = [];
  for (let period = endOf(point.period, point.grain); period < next; period = endOf(period, point.grain)) {
    empty.push({ ...point, period, sites: 0, rows: 0, volume: 0 });
  }
  return empty;
}

/** How many exports must be judged before a common fall can be told from one that stopped delivering. */
const SEVERAL_SOURCES = 3;

/**
 * Every series judged, and then together: when most of three or more exports fall in the same month, the market fell (a lockdown, a strike), and the
 * fall is noted rather than taken for a gap in the data.
 */
export function judgeTogether(series: readonly SeriesPoint[][]): Finding[] {
  const exports = series.filter((points) => points[0]?.source.startsWith('booking:') === true);
  const findings = series.flatMap((points) => judgeSeries(points));
  const fallsIn = (period: string): number =>
    findings.filter(
      (f) => f.flag.code === 'INCOMPLETE_PERIOD' && f.from === period && f.flag.facts['grain'] === 'month',
    ).length;
  const presentIn = (period: string): number =>
    exports.filter((points) => points.some((p) => p.period === period && p.sites >= QUALITY_RULES.leastReporters))
      .length;
  return findings.map((finding) => {
    if (finding.flag.code !== 'INCOMPLETE_PERIOD' || finding.flag.facts['grain'] !== 'month') return finding;
    const present = presentIn(finding.from);
    if (present < SEVERAL_SOURCES || fallsIn(finding.from) * 2 <= present) return finding;
    return {
      ...finding,
      flag: {
        ...finding.flag,
        severity: 'note' as const,
        message: `${finding.flag.message} Most sources fell together: an event of the market rather than a gap.`,
      },
    };
  });
}

/** Falls in reporters (INCOMPLETE_PERIOD) and breaks of the panel (BREAK_IN_SERIES) of one series in time order. */
export function judgeSeries(points: readonly SeriesPoint[]): Finding[] {
  return points.flatMap((point, index) => {
    const before = points.slice(Math.max(0, index - QUALITY_RULES.trailingPeriods), index);
    const usual = {
      sites: median(before.map((p) => p.sites)) ?? 0,
      volume: median(before.map((p) => p.volume)) ?? 0,
      weight: median(before.filter((p) => p.rows > 0).map(weightOf)) ?? 0,
      periods: before.length,
    };
    return [...fallOf(point, usual), ...breakOf(point, usual)];
  });
}

interface Usual {
  readonly sites: number;
  readonly volume: number;
  readonly weight: number;
  readonly periods: number;
}

const isPublished = (point: SeriesPoint): boolean => point.source.startsWith('booking_count');
const weightOf = (point: SeriesPoint): number => (point.rows > 0 ? point.volume / point.rows : 0);
const nameOf = (point: SeriesPoint): string => point.source.replace(/^booking(_count)?:/, '');
const reportersOf = (point: SeriesPoint): string => (isPublished(point) ? 'sites' : 'practitioners');

function readPoint(row: Row): SeriesPoint {
  const grain = GRAINS.find((g) => g === row['grain']);
  return {
    source: readText(row, 'source'),
    grain: grain === undefined || grain === 'total' ? 'month' : grain,
    period: readText(row, 'period'),
    sites: readNumber(row, 'sites'),
    rows: readNumber(row, 'rows'),
    volume: readNumber(row, 'volume'),
  };
}

/** A site that publishes is there or not; whether a practitioner has a booking is partly chance, so small or small-enough changes are not judged. */
function beyondChance(point: SeriesPoint, usual: Usual): boolean {
  if (isPublished(point)) return true;
  return (
    usual.sites >= QUALITY_RULES.leastReporters &&
    Math.abs(point.sites - usual.sites) > QUALITY_RULES.reporterSigmas * Math.sqrt(usual.sites)
  );
}

function fallOf(point: SeriesPoint, usual: Usual): Finding[] {
  if (usual.sites === 0) return [];
  const fall = 1 - point.sites / usual.sites;
  if (fall <= QUALITY_RULES.reportingFallRatio || !beyondChance(point, usual)) return [];
  const message = `${formatCount(point.sites)} ${reportersOf(point)} of ${nameOf(point)} reported in the ${point.grain} of ${point.period}, ${formatPercent(fall)} fewer than the usual ${formatCount(usual.sites)} (stated limit ${formatPercent(QUALITY_RULES.reportingFallRatio)}).`;
  const facts = {
    reason: 'REPORTING_FALL',
    source: nameOf(point),
    period: point.period,
    grain: point.grain,
    sites: point.sites,
    usual: usual.sites,
    fall,
    limit: QUALITY_RULES.reportingFallRatio,
  };
  return [
    {
      from: point.period,
      toExclusive: endOf(point.period, point.grain),
      flag: warn('INCOMPLETE_PERIOD', message, facts),
    },
  ];
}

/**
 * A break is a change of the measure, not of the market: the expansion weight of a panel moves, or the reporters of a panel or a published count jump up
 * together with its volume (rule W5; a fall is an incomplete period). An exact export that jumps has grown.
 */
function breakOf(point: SeriesPoint, usual: Usual): Finding[] {
  // A period without a row has no weight to compare: it is a gap, said by fallOf.
  if (point.rows === 0 || usual.periods < QUALITY_RULES.trailingPeriods || usual.volume === 0 || usual.sites === 0)
    return [];
  const weightChange = usual.weight === 0 ? 0 : weightOf(point) / usual.weight - 1;
  const jump = point.volume / usual.volume - 1;
  const panelJump = point.sites / usual.sites - 1;
  // A break of one platform's export concerns that platform; one of published counts concerns all.
  const where = {
    source: nameOf(point),
    period: point.period,
    ...(isPublished(point) ? {} : { platform: nameOf(point) }),
  };
  if (!isPublished(point) && Math.abs(weightChange) > QUALITY_RULES.breakWeightRatio) {
    return [
      broken(
        point,
        `The mean weight of ${nameOf(point)} moved by ${formatPercent(weightChange)} in the ${point.grain} of ${point.period}: its panel or its estimator changed.`,
        { reason: 'WEIGHT_CHANGE', weightChange, ...where },
      ),
    ];
  }
  const estimated = isPublished(point) || point.volume !== point.rows;
  if (
    !estimated ||
    jump <= QUALITY_RULES.breakVolumeRatio ||
    panelJump <= QUALITY_RULES.reportingFallRatio ||
    !beyondChance(point, usual)
  )
    return [];
  return [
    broken(
      point,
      `The reporters of ${nameOf(point)} rose by ${formatPercent(panelJump)} and its volume by ${formatPercent(jump)} in the ${point.grain} of ${point.period}: growth across it compares different panels.`,
      { reason: 'PANEL_JUMP', jump, panelJump, ...where },
    ),
  ];
}

function broken(point: SeriesPoint, message: string, facts: Record<string, string | number>): Finding {
  return { from: point.period, toExclusive: addDays(point.period, 1), flag: warn('BREAK_IN_SERIES', message, facts) };
}
