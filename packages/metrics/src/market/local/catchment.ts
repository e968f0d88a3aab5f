import type { FigureRow } from '@vigie/kernel';
import { catchmentKm } from '@vigie/statistics';
import { emptyCoverage } from '../../frame/coverage.ts';
import type { FigureDraft } from '../../frame/definition.ts';
import { formatCount, refuse, warn } from '../../frame/flags.ts';
import type { MetricContext } from '../../frame/metric-context.ts';
import { readNullableNumber, readNullableText, readNumber } from '../../frame/read-row.ts';
import { resolveScope } from '../../frame/resolve-scope.ts';
import { resolvePeriod } from '../../frame/resolve-period.ts';
import { scopeParamsOf, type MarketScope } from '../../frame/scope.ts';
import { text } from '../../frame/sql-text.ts';
import { CATCHMENT_SQL } from '../../sql/local-market.sql.ts';
import type { LocalParams } from './definition.ts';

/** The catchment of a département's sites: patients are only known by their département, so distances are between the centres of two départements. */
export async function draftCatchment(context: MetricContext, params: LocalParams): Promise<FigureDraft> {
  const scope: MarketScope = await resolveScope(context, {
    ...params,
    ...resolvePeriod(context.release, params),
    grain: 'total',
    by: ['platform'],
    outsideOption: 'in',
  });
  const { vaccination } = scope;
  const result = await context.query(CATCHMENT_SQL, { ...scopeParamsOf(scope), vaccination: text(vaccination) });
  const origins = result.map((row) => ({
    departement: readNullableText(row, 'departement'),
    volume: readNumber(row, 'volume'),
    distanceKm: readNullableNumber(row, 'distance_km'),
  }));
  const total = origins.reduce((sum, o) => sum + o.volume, 0);
  const placed = origins.flatMap((o) =>
    o.departement === null || o.distanceKm === null ? [] : [{ ...o, distanceKm: o.distanceKm }],
  );
  const unplaced = total - placed.reduce((sum, o) => sum + o.volume, 0);
  const reach = catchmentKm(
    placed.map((o) => ({ distanceKm: o.distanceKm, bookings: o.volume })),
    params.coverageRatio,
  );
  let cumulated = 0;
  const rows = placed.map((o): FigureRow => {
    cumulated += o.volume;
    return {
      departement: o.departement,
      value: cumulated / (total - unplaced),
      numerator: o.volume,
      denominator: total - unplaced,
      ciLow: null,
      ciHigh: null,
      sites: null,
      hhi: null,
      leader: null,
      leaderRatio: null,
      lat: null,
      lon: null,
      distanceKm: o.distanceKm,
      flags: [],
    };
  });
  return {
    rows,
    flags: [
      ...(rows.length === 0
        ? [
            refuse(
              'REFUSED',
              'No booking of this period says where its patient lives, so there is no catchment. Published counts never do.',
              { reason: 'NO_PATIENT_PLACE' },
            ),
          ]
        : []),
      ...(unplaced > 0 && rows.length > 0
        ? [
            warn(
              'LOW_COVERAGE',
              `${formatCount(unplaced)} of ${formatCount(total)} bookings do not say where the patient lives.`,
              { unplaced, total },
            ),
          ]
        : []),
    ],
    summary: { catchmentKm: reach, coverageRatio: params.coverageRatio },
    coverage: {
      ...emptyCoverage('bookings'),
      rowsRead: total,
      rowsCounted: total - unplaced,
      leftOut: unplaced > 0 ? [{ reason: 'patient_place_unknown', rows: unplaced }] : [],
      matchedRatio: total > 0 ? 1 : null,
      sources: ['booking'],
    },
    dimensions: ['departement'],
    definition: 'M3_ONLINE_BOOKINGS',
    formula: 'catchment',
    intervalMethod: 'none: every booking that says where its patient lives was counted (census)',
    period: { from: scope.from, toExclusive: scope.to, timeZone: 'Europe/Paris', countedBy: 'day of booking' },
    choices: [
      {
        name: 'distance',
        value: 'between centres of départements',
        note: 'mean coordinates of the sites of each; patients’ addresses are never read',
      },
      { name: 'coverageRatio', value: String(params.coverageRatio), note: 'part of the bookings to hold' },
      { name: 'vaccination', value: vaccination, note: 'vaccination-campaign bookings' },
    ],
  };
}
