import type { Figure } from '@vigie/kernel';

/** Answers as text keys and numbers: what a figure and the same question by hand are compared by. Zero and absent are the same. */
export type Answers = Map<string, number>;

/** Where a hand-written statement reads: the release’s fact table, or the bookings as they were imported. */
export interface Source {
  readonly table: string;
  readonly month: string;
  readonly practitioner: string;
  readonly counted: string;
  readonly offline: string;
  /** Sites with coordinates as `site, departement, lat, lon`, with the month’s counted volume. */
  readonly sites: (months: string) => string;
}

export const FACT: Source = {
  table: 'fact_booking',
  month: 'month',
  practitioner: 'practitioner_no',
  counted: "is_online and class = 'counted' and not is_vaccination",
  offline: "class = 'counted' and not is_vaccination",
  sites: (
    months,
  ) => `select 'site ' || s.site_id_nat as site, s.departement::varchar as departement, s.lat, s.lon, b.platform, sum(b.weight) as v
    from fact_booking b join dim_site s on s.site_no = b.site_no
    where ${months} and is_online and class = 'counted' and specialty = 'SM54' group by all`,
};

const PLAIN_KEPT = "not is_test and status <> 'entered_in_error' and rescheduled_from is null";
const PLAIN_ONLINE = "channel not in ('PHONE', 'DESK', 'CALLCENTER')";
export const PLAIN: Source = {
  table: 'plain_booking',
  month: "cast(date_trunc('month', booked_on) as date)",
  practitioner: 'practitioner_id_nat',
  counted: `${PLAIN_ONLINE} and ${PLAIN_KEPT} and not is_vaccination`,
  offline: `${PLAIN_KEPT} and not is_vaccination`,
  sites: (months) => `select 'site ' || site_id_nat as site, departement, lat, lon, platform, sum(weight) as v
    from plain_booking where ${months} and ${PLAIN_ONLINE} and ${PLAIN_KEPT} and specialty = 'SM54' group by all`,
};

/** Columns of the plain table, from the contract’s: text as it was imported, in the order of arrival. */
export const PLAIN_COLUMNS = `platform_code as platform, data_origin, weight, weight_se, practitioner_id_nat, profession_code as profession, specialty_code as specialty,
  account_type, site_id_nat, site_dept as departement, site_lat as lat, site_lon as lon, channel, partner_code, is_vaccination,
  cast(timezone('Europe/Paris', booked_at) as date) as booked_on, status, is_test, rescheduled_from`;

export interface Question {
  readonly metric: string;
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Answers out of the figure. */
  readonly read: (figure: Figure) => Answers;
  /** The same by hand: columns of text first, the number last. Null where the plain table cannot tell. */
  readonly byHand: (source: Source) => string | null;
  /** Why a slower figure is not held against the target, if so. */
  readonly notJudged?: string;
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** Reads one number per row, under the named dimensions. */
function rowsBy(dimensions: readonly string[], value = 'value'): (figure: Figure) => Answers {
  return (figure) =>
    new Map(figure.rows.map((row) => [dimensions.map((d) => text(row[d])).join('|'), Number(row[value] ?? 0)]));
}

const between = (s: Source, from: string, to: string): string =>
  `${s.month} >= date '${from}' and ${s.month} < date '${to}'`;
const shareOf = (by: string): string => `select *, v / nullif(sum(v) over (partition by ${by}), 0) as s from c`;
const KM =
  '2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(p.lat - c.lat) / 2), 2) + cos(radians(c.lat)) * cos(radians(p.lat)) * power(sin(radians(p.lon - c.lon) / 2), 2))))';

export interface Span {
  /** First days of months. */
  readonly from: string;
  readonly to: string;
  readonly yearAgo: string;
  readonly twoYearsAgo: string;
  readonly lastMonth: string;
}

/** The questions of the bench: each metric of the catalogue that the simulated market can answer. */
export function questions({ from, to, yearAgo, twoYearsAgo, lastMonth }: Span): Question[] {
  const whole = { from, to, vaccination: 'apart' };
  const month = { from: lastMonth, to, vaccination: 'apart' };
  const year = { from: yearAgo, to, vaccination: 'apart' };
  const cells = (s: Source, by: string): string =>
    `with c as (select ${s.month} as period, ${by}, sum(weight)::double as v from ${s.table} where ${s.counted} and ${between(s, from, to)} group by all)`;
  return [
    {
      metric: 'market.share',
      name: 'by platform × month × département × specialty',
      params: { ...whole, grain: 'month', by: ['platform', 'departement', 'specialty'] },
      read: rowsBy(['period', 'departement', 'specialty', 'platform']),
      byHand: (s) =>
        `${cells(s, 'departement, specialty, platform')} select period, departement, specialty, platform, s from (${shareOf('period, departement, specialty')}) order by all`,
    },
    {
      metric: 'market.share',
      name: 'by platform × month, national',
      params: { ...whole, grain: 'month', by: ['platform'] },
      read: rowsBy(['period', 'platform']),
      byHand: (s) => `${cells(s, 'platform')} select period, platform, s from (${shareOf('period')}) order by all`,
    },
    {
      metric: 'market.concentration',
      name: 'HHI by local market (département × specialty) × month',
      params: { ...whole, grain: 'month', by: ['departement', 'specialty'] },
      read: rowsBy(['period', 'departement', 'specialty']),
      byHand: (s) =>
        `${cells(s, 'departement, specialty, platform')} select period, departement, specialty, 10000 * sum(s * s) from (${shareOf('period, departement, specialty')}) group by all order by all`,
    },
    {
      metric: 'market.concentration',
      name: 'HHI national × month',
      params: { ...whole, grain: 'month', by: [] },
      read: rowsBy(['period']),
      byHand: (s) =>
        `${cells(s, 'platform')} select period, 10000 * sum(s * s) from (${shareOf('period')}) group by all order by all`,
    },
    {
      metric: 'growth.change',
      name: 'year on year by platform, raw and on the balanced panel',
      params: { ...year, by: ['platform'] },
      read: (figure) =>
        new Map(
          figure.rows
            .filter((row) => row['platform'] !== 'all')
            .flatMap((row) => [
              [`${text(row['platform'])}|now`, Number(row.numerator ?? 0)],
              [`${text(row['platform'])}|before`, Number(row.denominator ?? 0)],
              [`${text(row['platform'])}|panel now`, Number(row['balancedCurrent'] ?? 0)],
            ]),
        ),
      byHand: (
        s,
      ) => `with c as (select ${s.practitioner} as who, platform, ${s.month} >= date '${yearAgo}' as is_now, sum(weight) as v from ${s.table}
          where ${s.counted} and ${between(s, twoYearsAgo, to)} group by all),
        who as (select who, bool_or(is_now) and bool_or(not is_now) as in_both from c group by who),
        sums as (select platform, sum(v) filter (is_now) as now, sum(v) filter (not is_now) as before, sum(v) filter (is_now and in_both) as panel from c join who using (who) group by platform)
        select platform, 'now', now::double from sums union all select platform, 'before', before::double from sums
        union all select platform, 'panel now', panel::double from sums order by all`,
    },
    {
      metric: 'growth.decomposition',
      name: 'change of own’s share by département',
      params: { ...year, platform: 'own', segment: 'departement' },
      read: (figure) =>
        new Map(
          figure.rows.flatMap((row) =>
            /^(\d{2,3}|2[AB])$/.test(text(row['segment'])) ? [[text(row['segment']), Number(row['within'])]] : [],
          ),
        ),
      byHand: (
        s,
      ) => `with c as (select departement, ${s.month} >= date '${yearAgo}' as is_now, sum(weight)::double as market,
          coalesce(sum(weight) filter (platform = 'own'), 0)::double as own from ${s.table} where ${s.counted} and ${between(s, twoYearsAgo, to)} group by all),
        e as (select departement, coalesce(sum(market) filter (not is_now), 0) as m0, sum(own) filter (not is_now) / sum(market) filter (not is_now) as before,
          sum(own) filter (is_now) / sum(market) filter (is_now) as after from c group by all),
        d as (select departement, m0, coalesce(before, after, 0) as s0, coalesce(after, before, 0) as s1 from e)
        select departement, m0 / sum(m0) over () * (s1 - s0) from d order by 1`,
    },
    {
      metric: 'market.merger-screen',
      name: 'own + alpha, by département',
      params: { ...month, first: 'own', second: 'alpha', by: ['departement'] },
      read: rowsBy(['departement']),
      byHand: (
        s,
      ) => `with c as (select departement, platform, sum(weight)::double as v from ${s.table} where ${s.counted} and ${between(s, lastMonth, to)} group by all)
        select departement, 20000 * coalesce(max(s) filter (platform = 'own'), 0) * coalesce(max(s) filter (platform = 'alpha'), 0)
        from (${shareOf('departement')}) group by all order by all`,
    },
    {
      metric: 'market.local',
      name: 'own’s share within 5 km of each general practitioner’s site in 69',
      params: { ...month, platform: 'own', departement: '69', radiusKm: 5, specialty: 'SM54' },
      read: rowsBy(['centre']),
      byHand: (
        s,
      ) => `with l as (${s.sites(between(s, lastMonth, to))}), p as (select distinct site, departement, lat, lon from l),
        near as (select c.site as centre, p.site from p c join p on abs(p.lat - c.lat) <= 5 / 111.0 and ${KM} <= 5 where c.departement = '69')
        select centre, (sum(v) filter (platform = 'own') / sum(v))::double from near join l using (site) group by all order by all`,
    },
    {
      metric: 'market.definitions',
      name: 'own under eight definitions',
      params: { ...month, platform: 'own' },
      read: (figure) =>
        new Map(
          figure.rows.flatMap((row) =>
            /^M[34]_/.test(text(row['definition'])) ? [[text(row['definition']).slice(0, 2), Number(row.value)]] : [],
          ),
        ),
      byHand: (
        s,
      ) => `with c as (select platform, sum(weight) filter (${s.counted})::double as online, sum(weight)::double as every from ${s.table}
          where ${s.offline} and ${between(s, lastMonth, to)} group by all)
        select 'M3', sum(online) filter (platform = 'own') / sum(online) from c union all
        select 'M4', sum(online) filter (platform = 'own') / sum(every) from c order by 1`,
      notJudged: 'the statement by hand answers two of its eight definitions, one period of the three it screens',
    },
    {
      metric: 'market.penetration',
      name: 'by platform × département × profession',
      params: { from: lastMonth, to, by: ['platform', 'departement', 'profession'] },
      read: rowsBy(['departement', 'profession', 'platform']),
      byHand: (s) =>
        s === FACT
          ? `with u as (select practitioner_id_nat as who, principal_dept::varchar as departement, profession::varchar as profession from universe_snapshot
              where active and snapshot_date = (select max(snapshot_date) from universe_snapshot where snapshot_date < date '${to}')),
            n as (select departement, profession, count(*) as people from u group by all),
            e as (select distinct practitioner_id_nat as who, platform::varchar as platform from equipment where product = 'AGENDA' and month = date '${lastMonth}')
            select n.departement, n.profession, platform, count(*)::double / any_value(people) from e join u using (who)
              join n on n.departement = u.departement and n.profession = u.profession group by all order by all`
          : null,
    },
  ];
}
