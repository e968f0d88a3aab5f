import type { FigureRow } from '@vigie/kernel';
import { z } from 'zod';
import { emptyCoverage } from '../../frame/coverage.ts';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { note, refuse } from '../../frame/flags.ts';
import { requirePlatform } from '../../frame/known-platforms.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { focusParam, grainParam, listOf, periodParams, placeParams } from '../../frame/params.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { dimensionsOf, scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { text } from '../../frame/sql-text.ts';
import { MULTI_SITE_SQL, PENETRATION_SQL, PENETRATION_EACH_SITE_SQL } from '../../sql/penetration.sql.ts';
import { EQUIPMENT_COVERAGE_SQL } from '../../sql/equipment-cells.sql.ts';
import {
  PANEL_DESIGN,
  PANEL_METHOD,
  readPenetrationErrors,
  weightFlags,
  withRefusal,
} from '../share/equipment-shares.ts';
import { readCells } from '../share/read-cells.ts';
import { intervalsOf } from '../share/share-interval.ts';

const penetrationParams = z.object({
  ...periodParams,
  ...grainParam,
  by: listOf(['platform', 'departement', 'profession', 'specialty'])
    .default(['platform'])
    .meta({ description: 'Cut by these.', fr: 'Ventiler selon ces dimensions.' }),
  site: z.enum(['principal', 'each']).default('principal').meta({
    description: 'A person with several sites counts in the principal département, or once in each.',
    fr: 'Une personne à plusieurs lieux compte dans son département principal, ou une fois dans chacun.',
  }),
  ...focusParam,
  ...placeParams,
});
type PenetrationParams = z.infer<typeof penetrationParams>;

export const marketPenetration = defineMetric({
  id: 'market.penetration',
  version: 2,
  title: { en: 'Penetration', fr: 'Pénétration' },
  unit: 'ratio',
  formula: 'PEN = #(equipped by p ∩ active in the register) ÷ #(active in the register)',
  source: 'PEN; the universe is named with every figure',
  card: new URL('./card.md', import.meta.url),
  params: penetrationParams,
  dimensions: ['period', 'platform', 'departement', 'profession', 'specialty'],
  columns: [],
  flags: ['REFUSED', 'ESTIMATED', 'MULTI_SITE', 'EMPTY_DENOMINATOR'],
  compute: async (context, params) => draftPenetration(context, params),
});

async function draftPenetration(context: MetricContext, params: PenetrationParams): Promise<FigureDraft> {
  await requirePlatform(context, params.platform);
  const scope: MarketScope = {
    ...params,
    ...resolvePeriod(context.release, params),
    vaccination: 'in',
    hospital: 'in',
    repairs: true,
    outsideOption: 'in',
    by: [...new Set(['platform' as const, ...params.by])],
  };
  const sqlParams = { ...scopeParamsOf(scope), definition: text('M2_ALL_PRACTITIONERS') };
  const [result, multi, panel] = await Promise.all([
    context.query(params.site === 'each' ? PENETRATION_EACH_SITE_SQL : PENETRATION_SQL, sqlParams),
    context.query(MULTI_SITE_SQL, sqlParams),
    context.query(EQUIPMENT_COVERAGE_SQL, sqlParams),
  ]);
  const weighted = weightFlags(panel[0]);
  const sampled =
    weighted.length === 0
      ? null
      : await readPenetrationErrors(context, sqlParams, { rows: result, eachSite: params.site === 'each' });
  const dimensions = dimensionsOf(scope);
  const rows = readCells(result)
    .map((cell) => withRefusal(cell, sampled))
    .filter((cell) => params.platform === undefined || cell.platform === params.platform)
    .map((cell): FigureRow => ({
      ...Object.fromEntries(
        dimensions.map((name) => [
          name,
          cell[name as 'period' | 'platform' | 'departement' | 'profession' | 'specialty'],
        ]),
      ),
      value: cell.value,
      numerator: cell.numerator,
      denominator: cell.denominator,
      ciLow: null,
      ciHigh: null,
      ...(sampled === null ? {} : intervalsOf(sampled, [cell])[0]),
      flags: [...cell.flags],
    }));
  const people = Number(multi[0]?.['people'] ?? 0);
  const several = Number(multi[0]?.['several'] ?? 0);
  const day = result[0]?.['universe_day'];
  return {
    rows,
    flags: [
      ...weighted,
      ...(rows.length === 0
        ? [
            refuse(
              'REFUSED',
              people === 0
                ? 'The release holds no active practitioner of a register here. Ingest one with the profile universe.'
                : 'The release holds no equipment panel in this period. Ingest one with the profile equipment-panel.',
              { reason: people === 0 ? 'NO_UNIVERSE' : 'NO_PANEL' },
            ),
          ]
        : []),
      ...(several > 0
        ? [
            note(
              'MULTI_SITE',
              `${several} of ${people} practitioners work in several départements; they count ${params.site === 'each' ? 'once in each, so départements do not add up to the country' : 'in the principal one only'}.`,
              { several, people, site: params.site },
            ),
          ]
        : []),
    ],
    coverage: {
      ...emptyCoverage('practitioners'),
      rowsRead: people,
      rowsCounted: people,
      matchedRatio: people > 0 ? 1 : null,
      sources: ['universe_snapshot', 'equipment_panel'],
    },
    dimensions,
    definition: 'M2_ALL_PRACTITIONERS',
    formula: 'PEN',
    intervalMethod: sampled === null ? 'none: the whole register was counted (census)' : PANEL_METHOD,
    period: {
      from: scope.from,
      toExclusive: scope.to,
      timeZone: 'Europe/Paris',
      countedBy: 'last panel month of the period',
    },
    choices: [
      {
        name: 'universeDay',
        value: typeof day === 'string' ? day : 'none',
        note: 'last register day before the end of the period',
      },
      {
        name: 'universe',
        value: 'active practitioners, all modes of practice',
        note: 'professions as in the register file; nurses and others only where it lists them',
      },
      { name: 'site', value: params.site, note: 'how a person with several sites counts' },
      ...(sampled === null ? [] : [PANEL_DESIGN]),
    ],
  };
}
