import type { FigureRow, Flag } from '@vigie/kernel';
import { segmentTerms, shiftShare, type SegmentVolumes } from '@vigie/statistics';
import type { FigureDraft } from '../../frame/definition.ts';
import { breaksBetween } from '../../frame/export-bounds.ts';
import { note, refuse } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { findBookingFaults } from '../../frame/quality.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import type { MarketScope } from '../../frame/scope.ts';
import { choosePlatform } from '../../market/definitions/choose-platform.ts';
import { MARKET_DEFINITIONS } from '../../market/market-definitions.ts';
import { computeShare } from '../../market/share/compute-share.ts';
import { distinctFlags } from '../../market/share/definition.ts';
import type { ShareCell } from '../../market/share/share-result.ts';
import { resolveBase } from '../base-period.ts';
import type { DecompositionParams } from './definition.ts';

/** Change of a platform's share by segment (GR-6): one row per segment, one for the whole. */
export async function draftShiftShare(context: MetricContext, params: DecompositionParams): Promise<FigureDraft> {
  const asked: MarketScope = {
    ...params,
    ...resolvePeriod(context.release, params),
    grain: 'total',
    outsideOption: 'in',
    by: ['platform', params.segment],
  };
  const base = resolveBase(asked, params);
  const now = await resolveScope(context, asked, { from: base.from, to: asked.to });
  const platform = await choosePlatform(context, now, params.platform);
  const [current, before] = await Promise.all([
    computeShare(context, now, params.definition),
    computeShare(context, { ...now, ...base }, params.definition),
  ]);
  const faults =
    MARKET_DEFINITIONS[params.definition].basis === 'bookings'
      ? await findBookingFaults(context, base.from, now.to)
      : [];
  const flags = distinctFlags(faults.filter((f) => f.from < base.to || f.toExclusive > now.from).map((f) => f.flag));
  const breaks = breaksBetween(faults, base, now);
  const segments = segmentsOf(before.cells, current.cells, { platform, segment: params.segment });
  const rows = breaks.length > 0 ? [] : decompositionRows(segments);
  const [first] = breaks;
  const refusal = first
    ? [
        refuse(
          'BREAK_IN_SERIES',
          `A change of share across a break would compare different panels. ${first.message}`,
          first.code === 'BREAK_IN_SERIES' ? { reason: 'BREAK' } : { ...first.facts, reason: 'COVERAGE' },
        ),
      ]
    : rows.length === 0
      ? [
          refuse('NO_BASE', 'One of the two periods is empty, so there is no change to take apart.', {
            reason: 'EMPTY_SIDE',
          }),
        ]
      : [];
  return {
    rows,
    flags: [...refusal, ...current.flags, ...flags],
    summary: { platform },
    coverage: current.coverage,
    dimensions: ['segment'],
    definition: params.definition,
    formula: 'GR-6',
    intervalMethod: 'none: both periods are counts',
    period: { from: now.from, toExclusive: now.to, timeZone: 'Europe/Paris', countedBy: current.countedBy },
    choices: [
      { name: 'base', value: `${base.from} to ${base.to}`, note: params.baseFrom ? 'dates' : params.against },
      { name: 'platform', value: platform, note: 'whose share' },
      { name: 'segment', value: params.segment, note: 'segments' },
      ...current.choices,
    ],
  };
}

interface Segment extends SegmentVolumes {
  readonly name: string;
}

function segmentsOf(
  before: readonly ShareCell[],
  current: readonly ShareCell[],
  ask: { platform: string; segment: 'departement' | 'profession' | 'specialty' },
): Segment[] {
  const sums = (cells: readonly ShareCell[]): Map<string, { own: number; market: number }> => {
    const map = new Map<string, { own: number; market: number }>();
    for (const cell of cells) {
      const entry = map.get(cell[ask.segment] ?? '') ?? { own: 0, market: 0 };
      map.set(cell[ask.segment] ?? '', {
        own: entry.own + (cell.platform === ask.platform ? cell.numerator : 0),
        market: cell.denominator,
      });
    }
    return map;
  };
  const start = sums(before);
  const end = sums(current);
  return [...new Set([...start.keys(), ...end.keys()])].sort().map((name) => ({
    name: name === '' ? 'unknown' : name,
    ownStart: start.get(name)?.own ?? 0,
    marketStart: start.get(name)?.market ?? 0,
    ownEnd: end.get(name)?.own ?? 0,
    marketEnd: end.get(name)?.market ?? 0,
  }));
}

function decompositionRows(segments: readonly Segment[]): FigureRow[] {
  const volumes = segments.map(({ name: _name, ...rest }) => rest);
  const whole = shiftShare(volumes);
  if (!whole) return [];
  const startMarket = volumes.reduce((sum, v) => sum + v.marketStart, 0);
  const endMarket = volumes.reduce((sum, v) => sum + v.marketEnd, 0);
  const rows = segments
    .filter((s) => s.marketStart > 0 || s.marketEnd > 0)
    .map((segment): FigureRow => {
      const terms = segmentTerms(segment, startMarket, endMarket);
      const within = terms.startWeight * terms.shareChange + 0;
      const mix = terms.weightChange * terms.startShare;
      // Plus 0: a minus zero would be printed as −0.
      const interaction = terms.weightChange * terms.shareChange + 0;
      return {
        segment: segment.name,
        value: within + mix + interaction,
        numerator: segment.ownEnd,
        denominator: segment.marketEnd,
        ciLow: null,
        ciHigh: null,
        within,
        mix,
        interaction,
        startShareRatio: terms.startShare,
        endShareRatio: terms.startShare + terms.shareChange,
        startWeightRatio: terms.startWeight,
        endWeightRatio: terms.startWeight + terms.weightChange,
        presence: presenceOf(segment),
        flags: oneSided(segment),
      };
    });
  const total: FigureRow = {
    segment: 'all',
    value: whole.endShareRatio - whole.startShareRatio,
    numerator: volumes.reduce((sum, v) => sum + v.ownEnd, 0),
    denominator: endMarket,
    ciLow: null,
    ciHigh: null,
    within: whole.within,
    mix: whole.mix,
    interaction: whole.interaction,
    startShareRatio: whole.startShareRatio,
    endShareRatio: whole.endShareRatio,
    startWeightRatio: 1,
    endWeightRatio: 1,
    presence: 'both',
    flags: [],
  };
  return [total, ...rows];
}

type Presence = 'both' | 'appeared' | 'vanished';

function presenceOf(segment: Segment): Presence {
  if (segment.marketStart === 0) return 'appeared';
  return segment.marketEnd === 0 ? 'vanished' : 'both';
}

/** A segment without a market on one side has no share there; the other side's stands in, so that all of its effect is mix. The row says so. */
function oneSided(segment: Segment): Flag[] {
  const presence = presenceOf(segment);
  if (presence === 'both') return [];
  const appeared = presence === 'appeared';
  return [
    note(
      'EMPTY_DENOMINATOR',
      appeared
        ? `${segment.name} has no market in the base period: its share of now stands for its share then, so that its whole effect is mix.`
        : `${segment.name} has no market in the current period: its share of then stands for its share now, so that its whole effect is mix.`,
      { reason: appeared ? 'SEGMENT_APPEARED' : 'SEGMENT_VANISHED', segment: segment.name },
    ),
  ];
}
