import { cascadeCtes, keptAt, levelsOf, REGIONS_CTE, standing, type Ladder } from './access-cascade.sql.ts';
import { FACING, inMonth, MEASURES, measuredSums, PARTNER, requestSides } from './access-measures.sql.ts';

const KEYS = ['specialty', 'departement', 'visit_kind', 'visit_mode', 'hour_band'];
const LEAF = ['kpi', 'endpoint', 'is_probe', ...KEYS];

/** Strata that are read day by day need more: by default a unit of the partner and five own ones a day. A month makes at most about 200 fine ones. */
const LADDER: Ladder = {
  keys: KEYS,
  forgets: ['hour_band', 'visit_mode', 'visit_kind', 'departement', 'region', 'specialty'],
  bareLevel: 3,
  fineFloor: 'greatest($least_partner, units / 200)',
  bareFloor: 'greatest(1, units / 400)',
};
/** Where nothing is known of the month before: specialty × region, fixed in advance. */
const FIXED_LEVEL = 4;

const coded = (key: string): string => `coalesce(cast(${key} as varchar), 'UNKNOWN')`;

/** Name of a stratum of one level and of its group, specialty × region, out of the columns it still has. */
function namesAt(level: number): { readonly stratum: string; readonly group: string } {
  const kept = keptAt(LADDER, level).filter((key) => key !== 'region' || level >= FIXED_LEVEL);
  const parts = [
    `coalesce(cast(endpoint as varchar), '*')`,
    `case when is_probe then 'probe' else '' end`,
    ...kept.map(coded),
  ];
  const known = keptAt(LADDER, level);
  const specialty = known.includes('specialty') ? coded('specialty') : `'*'`;
  const region = known.includes('region') ? `coalesce(region, '*')` : `'*'`;
  return { stratum: parts.join(` || '|' || `), group: `${specialty} || '|' || ${region}` };
}

const standingCte = (level: number): string => {
  const { stratum, group } = namesAt(level);
  return `
standing_${level} as (
  select ${['kpi', 'partner', 'endpoint', 'is_probe', ...keptAt(LADDER, level)].join(', ')}, ${stratum} as stratum, ${group} as grp from rest_${level} where ${standing(LADDER, level)}
)`;
};

const joinAt = (level: number): string => {
  const on = ['kpi', 'partner', 'endpoint', 'is_probe', ...keptAt(LADDER, level)];
  return `left join standing_${level} s${level} on ${on.map((key) => `s${level}.${key} is not distinct from f.${key}`).join(' and ')}`;
};

const LEVELS = levelsOf(LADDER);
const fixed = namesAt(FIXED_LEVEL);
const chosen = (name: 'stratum' | 'grp', fallback: string): string =>
  `coalesce(${LEVELS.map((level) => `s${level}.${name}`).join(', ')}, ${fallback})`;

/**
 * Day by day, the cells of one month for the yearly monitor: stratum × day with both sides, all partners and request-side rates at once. Strata are fixed
 * before the month is read: by the same rule as the month's, from the sizes of the month before (domain-sequential S1.7). Groups are specialty × region.
 * Parameters: month_from, month_to, before_from, before_to (the month before), least_partner, least_own.
 */
export const REQUEST_DAILY_CELLS_SQL = `
with ${REGIONS_CTE},${requestSides(KEYS).replaceAll('$month_', '$before_')},${cascadeCtes(LADDER)},${LEVELS.map(standingCte).join(',')},
now_rows as (
  select interface, partner, endpoint, is_probe, day, day_utc, ${KEYS.join(', ')}, ${measuredSums(false)}
  from rollup_request_day where ${FACING} group by interface, partner, endpoint, is_probe, day, day_utc, ${KEYS.join(', ')}
),
today as (
  ${MEASURES.map(
    ({ kpi, day, technical, trials, successes }) =>
      `select ${kpi} as kpi, ${PARTNER} as partner, ${technical ? 'endpoint, is_probe' : 'null as endpoint, false as is_probe'}, ${day} as on_day, ${KEYS.join(', ')}, ${trials} as trials, ${successes} as successes
  from now_rows where ${trials} > 0 and ${inMonth(day)}`,
  ).join('\n  union all\n  ')}
),
leaves as (
  select ${LEAF.map((key) => `l.${key}`).join(', ')}, r.region, row_number() over () as leaf
  from (select distinct ${LEAF.join(', ')} from today) l left join regions r on r.code = cast(l.departement as varchar)
),
faced as (
  select l.*, p.partner from leaves l join (select distinct kpi, partner from today where partner is not null) p on p.kpi = l.kpi
),
mapped as (
  select f.leaf, f.partner, f.kpi, ${chosen('stratum', fixed.stratum.replaceAll(/\b(endpoint|is_probe|specialty|region)\b/g, 'f.$1'))} as stratum,
    ${chosen('grp', fixed.group.replaceAll(/\b(specialty|region)\b/g, 'f.$1'))} as grp
  from faced f ${LEVELS.map(joinAt).join('\n    ')}
),
numbered as (
  select l.leaf, t.partner, t.on_day, t.trials, t.successes
  from today t join leaves l on ${LEAF.map((key) => `l.${key} is not distinct from t.${key}`).join(' and ')}
),
cells as (
  select m.kpi, m.partner, n.on_day, m.stratum, m.grp, sum(case when n.partner is not null then n.trials else 0 end) as partner_n,
    sum(case when n.partner is not null then n.successes else 0 end) as partner_ok, sum(case when n.partner is null then n.trials else 0 end) as own_n,
    sum(case when n.partner is null then n.successes else 0 end) as own_ok
  from numbered n join mapped m on m.leaf = n.leaf and (n.partner is null or n.partner = m.partner)
  group by m.kpi, m.partner, n.on_day, m.stratum, m.grp
)
select 'CA-' || case when kpi < 10 then '0' else '' end || kpi as kpi, cast(partner as varchar) as partner, cast(on_day as varchar) as day, stratum, grp,
  cast(partner_n as double precision) as partner_n, cast(partner_ok as double precision) as partner_ok, cast(own_n as double precision) as own_n,
  cast(own_ok as double precision) as own_ok
from cells where partner_n > 0 and own_n > 0 order by 1, 2, 3, 4`;
