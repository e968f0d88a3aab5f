import type { Flag } from '@vigie/kernel';
import { z } from 'zod';
import { defineMetric, type FigureDraft } from '../../frame/definition.ts';
import { formatCount, formatPercent, warn } from '../../frame/flags.ts';
import { requirePlatform } from '../../frame/known-platforms.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { attributionParams, focusParam, listOf, periodParams, placeParams, scopeParams } from '../../frame/params.ts';
import { breaksBetween } from '../../frame/export-bounds.ts';
import { findBookingFaults } from '../../frame/quality.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import type { MarketScope } from '../../frame/scope.ts';
import { MARKET_DEFINITION_IDS, MARKET_DEFINITIONS } from '../../market/market-definitions.ts';
import { computeShare } from '../../market/share/compute-share.ts';
import { distinctFlags } from '../../market/share/definition.ts';
import type { ShareResult } from '../../market/share/share-result.ts';
import { baseParams, resolveBase } from '../base-period.ts';
import { readPanel, type Panel } from './balanced-panel.ts';
import { changeRows, cutsEverything, leftOutOf, PANEL_TOLERANCE } from './change-rows.ts';

const changeParams = z.object({
  definition: z.enum(MARKET_DEFINITION_IDS).default('M3_ONLINE_BOOKINGS').meta({
    description: 'What grows: the numerator of this definition.',
    fr: 'Ce qui croît : le numérateur de cette définition.',
  }),
  ...periodParams,
  ...baseParams,
  by: listOf(['platform', 'departement'])
    .default(['platform'])
    .meta({ description: 'Cut by these.', fr: 'Ventiler selon ces dimensions.' }),
  ...focusParam,
  ...placeParams,
  ...scopeParams,
  register: attributionParams.register,
  repairs: attributionParams.repairs,
});
type ChangeParams = z.infer<typeof changeParams>;

export const growthChange = defineMetric({
  id: 'growth.change',
  version: 2,
  title: { en: 'Growth', fr: 'Croissance' },
  unit: 'ratio_change',
  formula:
    'x_t / x_0 − 1, signed; null with NO_BASE where x_0 ≤ 0; the same on the units that reported in both periods',
  source: 'GR-1; the balanced panel is the usual answer to a change of coverage between two surveys',
  card: new URL('./card.md', import.meta.url),
  params: changeParams,
  dimensions: ['platform', 'departement'],
  columns: [
    { name: 'balancedRatio', unit: 'ratio_change', title: { en: 'Balanced panel', fr: 'Panel constant' } },
    { name: 'balancedCurrent', unit: 'volume', title: { en: 'Panel now', fr: 'Panel maintenant' } },
    { name: 'balancedBase', unit: 'volume', title: { en: 'Panel before', fr: 'Panel avant' } },
    { name: 'panelUnits', unit: 'count', title: { en: 'Units in both', fr: 'Unités communes' } },
    { name: 'currentUnits', unit: 'count', title: { en: 'Units now', fr: 'Unités maintenant' } },
    { name: 'baseUnits', unit: 'count', title: { en: 'Units before', fr: 'Unités avant' } },
  ],
  flags: [
    'NO_BASE',
    'COVERAGE_CHANGED',
    'INCOMPLETE_PERIOD',
    'BREAK_IN_SERIES',
    'LOW_COVERAGE',
    'DUPLICATE_KEY',
    'REFUSED',
  ],
  compute: async (context, params) => draftChange(context, params),
});

async function draftChange(context: MetricContext, params: ChangeParams): Promise<FigureDraft> {
  await requirePlatform(context, params.platform);
  const asked: MarketScope = {
    ...params,
    ...resolvePeriod(context.release, params),
    grain: 'total',
    outsideOption: 'in',
    by: [...new Set(['platform' as const, ...params.by])],
  };
  const base = resolveBase(asked, params);
  const now = await resolveScope(context, asked, { from: base.from, to: asked.to });
  const onBookings = MARKET_DEFINITIONS[params.definition].basis === 'bookings';
  const [current, before] = await Promise.all([
    computeShare(context, now, params.definition),
    computeShare(context, { ...now, ...base }, params.definition),
  ]);
  const faults = onBookings ? await findBookingFaults(context, base.from, now.to) : [];
  const breaks = breaksBetween(faults, base, now);
  const panel =
    onBookings && !breaks.some(cutsEverything) ? await readPanel(context, now, base, leftOutOf(breaks)) : null;
  const refusals = refusalsOf(current, before);
  const flags = distinctFlags(
    faults
      .filter((f) => f.flag.code === 'INCOMPLETE_PERIOD')
      .filter((f) => (f.from < base.to && f.toExclusive > base.from) || (f.from < now.to && f.toExclusive > now.from))
      .map((f) => f.flag),
  );
  const rows = changeRows({ current: current.cells, before: before.cells, panel, flags, breaks }, params.by).filter(
    (row) => params.platform === undefined || row['platform'] === params.platform || row['platform'] === 'all',
  );
  return {
    rows: refusals.length > 0 ? [] : rows,
    flags: distinctFlags([
      ...refusals,
      ...current.flags,
      ...before.flags.filter((f) => f.severity !== 'refuse'),
      ...flags,
      ...breaks.filter((f) => f.code === 'BREAK_IN_SERIES'),
      ...coverageFlags(panel),
    ]),
    coverage: current.coverage,
    dimensions: [...(params.by.includes('departement') ? ['departement'] : []), 'platform'],
    definition: params.definition,
    formula: 'GR-1',
    intervalMethod: 'none: both periods are counts',
    period: { from: now.from, toExclusive: now.to, timeZone: 'Europe/Paris', countedBy: current.countedBy },
    choices: [
      {
        name: 'base',
        value: `${base.from} to ${base.to}`,
        note: `against ${params.baseFrom ? 'dates' : params.against}`,
      },
      ...current.choices.filter((c) => c.name !== 'outsideOption'),
    ],
  };
}

/** A side that could not be counted refuses the growth; a base period that is merely empty is a growth without a base. */
export function refusalsOf(current: ShareResult, before: ShareResult): Flag[] {
  return [...current.flags, ...before.flags.filter((flag) => flag.facts['reason'] !== 'NO_BOOKINGS')].filter(
    (flag) => flag.severity === 'refuse',
  );
}

function coverageFlags(panel: Panel | null): Flag[] {
  const all = panel?.find(null, 'all');
  if (!all || all.baseUnits === 0) return [];
  const change = all.currentUnits / all.baseUnits - 1;
  if (Math.abs(change) <= PANEL_TOLERANCE) return [];
  return [
    warn(
      'COVERAGE_CHANGED',
      `${formatCount(all.currentUnits)} units reported now, ${formatCount(all.baseUnits)} in the base period (${formatPercent(change)}): raw growth mixes growth and coverage.`,
      { currentUnits: all.currentUnits, baseUnits: all.baseUnits, change },
    ),
  ];
}
