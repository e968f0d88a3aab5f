/** What the statements of a scope share: its periods, its places, its kinds of bookings, and the platform that a register gives to a published count. */

/** The period that a day falls into, labelled by its first day; one label for the whole range. */
export const periodOf = (day: string): string =>
  `case when $grain = 'total' then $date_from else cast(date_trunc(case when $grain = 'total' then 'day' else $grain end, ${day}) as date) end`;

/** True when the question can be answered from whole months. */
export const WHOLE_MONTHS = `($grain in ('month', 'quarter', 'year') or $grain = 'total')
    and cast(date_trunc('month', $date_from) as date) = $date_from and cast(date_trunc('month', $date_to) as date) = $date_to`;

/** Only the place, profession and specialty asked for. `table`: the alias they are read from. */
export const inPlace = (table = ''): string => {
  const column = (name: string): string => (table === '' ? name : `${table}.${name}`);
  return `($in_departement is null or ${column('departement')} = $in_departement) and ($in_profession is null or ${column('profession')} = $in_profession)
    and ($in_specialty is null or ${column('specialty')} = $in_specialty)`;
};

/** Place, profession and specialty as the cut has them: null where it does not cut by them. Three columns. */
export const cutPlace = (table = ''): string =>
  ['departement', 'profession', 'specialty']
    .map(
      (name) =>
        `case when $by_${name} then cast(${table === '' ? name : `${table}.${name}`} as varchar) end as ${name}`,
    )
    .join(', ');

/** Cells of two relations are the same. */
export const sameCell = (left: string, right: string): string =>
  ['departement', 'profession', 'specialty']
    .map((name) => `coalesce(${left}.${name}, '') = coalesce(${right}.${name}, '')`)
    .join(' and ');

/** Whether anything but vaccination is in the period: then vaccination stands apart. */
export const OTHER_KIND = `(exists (select 1 from rollup_booking_day where not is_vaccination and is_online and class = 'counted' and day >= $date_from and day < $date_to)
      or exists (select 1 from booking_count where not is_vaccination and period_start >= $date_from and period_start < $date_to))`;

/** Needed by the conditions on the kind. */
export const OTHER_KIND_CTE = `
other_kind as (
  select ${OTHER_KIND} as present
)`;

export const IN_KIND = `
  and (case $vaccination
         when 'in' then true when 'only' then is_vaccination when 'apart' then not is_vaccination
         else not is_vaccination or not (select present from other_kind) end)`;

/** The same rule as the reason why a row does not count: branches of a CASE. */
export const KIND_REASON = `when is_vaccination and ($vaccination = 'apart' or ($vaccination = 'auto' and (select present from other_kind))) then 'vaccination_apart'
      when not is_vaccination and $vaccination = 'only' then 'not_vaccination'`;

export const IN_HOSPITAL = `and (case $hospital when 'in' then true when 'only' then is_hospital else not is_hospital end)`;

/** The register day asked for, else the nearest not after the start, else the first. */
export const REGISTER_DAY = `coalesce($register, (select max(snapshot_date) from site_register where snapshot_date <= $date_from),
    (select min(snapshot_date) from site_register))`;

/**
 * The register of the chosen day. A site that it lists twice with different
 * platforms has none that is known: `unmatched`, and `readings` says how many it was given.
 */
export const REGISTER_CTES = `
register_day as (
  select ${REGISTER_DAY} as snapshot_date
),
register as (
  select site_id, case when count(distinct platform) = 1 then min(platform) else 'unmatched' end as platform, count(distinct platform) as readings,
    min(lat) as lat, min(lon) as lon
  from (select site_id, cast(case when $repairs then platform_code else platform_code_asis end as varchar) as platform, lat, lon
    from site_register where snapshot_date = (select snapshot_date from register_day)) listed
  group by site_id
)`;

const ASKED_PERIOD = 'c.period_start >= $date_from and c.period_start < $date_to';

/**
 * Published counts of the asked periods and place with their platform: their own, else the register's, else `unmatched`. They know neither profession nor
 * specialty nor hospitals. Stands on REGISTER_CTES. `looked_up`: the platform is the register's; `ambiguous`: the register gives the site more than one. `anywhere`: of every département.
 */
export const publishedCte = ({
  periods = ASKED_PERIOD,
  anywhere = false,
}: { periods?: string; anywhere?: boolean } = {}): string => `
published as (
  select cast(c.site_id as varchar) as site_id, cast(c.site_name as varchar) as site_name, cast(c.site_dept as varchar) as departement, c.period_start, c.is_vaccination,
    c.bookings, coalesce(cast(c.platform_code as varchar), r.platform, 'unmatched') as platform, r.lat, r.lon,
    c.platform_code is null as looked_up, c.platform_code is null and coalesce(r.readings, 1) > 1 as ambiguous,
    count(*) over (partition by c.site_id, c.period_start, c.period_grain, c.platform_code, c.is_vaccination) as copies
  from booking_count c left join register r on r.site_id = c.site_id
  where (${periods})${anywhere ? '' : ' and ($in_departement is null or c.site_dept = $in_departement)'} and $in_profession is null and $in_specialty is null and $hospital <> 'only'
)`;
