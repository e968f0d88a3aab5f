/**
 * How sparse cells rise. `sides(kpi, partner (null: own channels), endpoint, is_probe, codes, trials, successes)` and `regions(code, region)` must stand before.
 * A cell that stands at its level is a stratum; the others of one parent are added up and asked again, so every unit ends in exactly one stratum. Codes stay as
 * they are stored (one byte in a release) and are forgotten one by one, not renamed.
 */
export interface Ladder {
  readonly keys: readonly string[];
  /** What a cell forgets when it rises one level; `region` stands in for a département that was forgotten. */
  readonly forgets: readonly string[];
  /** From this level on, `bareFloor` holds instead of `fineFloor`: units of the partner that a stratum needs, as SQL over `units`, all it has in the month. */
  readonly bareLevel: number;
  readonly fineFloor: string;
  readonly bareFloor: string;
}

const SUMS = ['cells', 'partner_trials', 'partner_successes', 'own_trials', 'own_successes'];
export const CASCADE_SUMS: readonly string[] = SUMS;
const added = SUMS.map((name) => `sum(${name}) as ${name}`).join(', ');
const LEADING = ['kpi', 'partner', 'endpoint', 'is_probe'];
const of = (alias: string, names: readonly string[]): string => names.map((name) => `${alias}.${name}`).join(', ');

export const REGIONS_CTE = `
regions as (
  select departement as code, min('R' || region_code) as region from reference_departement where region_code is not null group by departement
)`;

/** The CTEs `rest_0` to `rest_n`; parameter: least_own. */
export function cascadeCtes(ladder: Ladder): string {
  const keys = ladder.keys.join(', ');
  const leading = LEADING.join(', ');
  return `
partners as (
  select kpi, partner, ${ladder.fineFloor} as fine_floor, ${ladder.bareFloor} as bare_floor
  from (select kpi, partner, sum(trials) as units from sides where partner is not null group by kpi, partner) totals
),
facing as (
  select ${leading}, ${keys}, 1 as cells, trials as partner_trials, successes as partner_successes, 0 as own_trials, 0 as own_successes
  from sides where partner is not null
  union all
  select s.kpi, p.partner, s.endpoint, s.is_probe, ${of('s', ladder.keys)}, 0, 0, 0, s.trials, s.successes
  from sides s join partners p on p.kpi = s.kpi where s.partner is null
),
joined as (
  select ${leading}, ${keys}, ${added} from facing group by ${leading}, ${keys}
),
rest_0 as (
  select ${of('j', [...LEADING, ...ladder.keys])}, r.region, p.fine_floor, p.bare_floor, ${of('j', SUMS)}
  from joined j join partners p on p.kpi = j.kpi and p.partner = j.partner left join regions r on r.code = cast(j.departement as varchar)
),${levelsOf(ladder)
    .slice(1)
    .map((level) => restCte(ladder, level))
    .join(',')}`;
}

/** Every level, the finest first. */
export const levelsOf = (ladder: Ladder): number[] =>
  Array.from({ length: ladder.forgets.length + 1 }, (_, level) => level);

/** The codes a cell still has at a level. */
export const keptAt = (ladder: Ladder, level: number): string[] =>
  [...ladder.keys, 'region'].filter((key) => !ladder.forgets.slice(0, level).includes(key));

/** At the top everything stands. */
export function standing(ladder: Ladder, level: number): string {
  return level === ladder.forgets.length ? 'true' : stands(ladder, level);
}

function stands(ladder: Ladder, level: number): string {
  return `(partner_trials >= ${level < ladder.bareLevel ? 'fine_floor' : 'bare_floor'} and own_trials >= $least_own)`;
}

/** `rest_n`: what did not stand one level lower, with one code less. */
function restCte(ladder: Ladder, level: number): string {
  const kept = [...LEADING, ...keptAt(ladder, level), 'fine_floor', 'bare_floor'].join(', ');
  return `
rest_${level} as (select ${kept}, ${added} from rest_${level - 1} where not ${stands(ladder, level - 1)} group by ${kept})`;
}
