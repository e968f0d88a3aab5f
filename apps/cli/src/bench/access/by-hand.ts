/** Tables of the simulated access data as they were imported, in the order of arrival: what the statements by hand read. */
export const PLAIN_ACCESS_TABLES = [
  'api_request',
  'slot',
  'slot_exposure',
  'probe',
  'search_result',
  'change_event',
] as const;

/** One month: its first day and that of the next, and the two as instants of Paris. */
export interface BenchMonth {
  readonly month: string;
  readonly next: string;
}

const paris = (day: string): string => `timezone('Europe/Paris', timestamp '${day} 00:00:00')`;
const utc = (day: string): string => `timestamptz '${day} 00:00:00+00'`;

/** Condition: the instant lies in the month, by the calendar of Paris or of UTC. */
const inParis = (instant: string, { month, next }: BenchMonth): string =>
  `${instant} >= ${paris(month)} and ${instant} < ${paris(next)}`;
const inUtc = (instant: string, { month, next }: BenchMonth): string =>
  `${instant} >= ${utc(month)} and ${instant} < ${utc(next)}`;

const SIDE = "case when interface = 'PARTNER_API' then partner_code else 'own' end";
const OF_PLATFORM = "(reason_code = 'UNKNOWN' or coalesce(attributable_to, 'PLATFORM') = 'PLATFORM')";
const ELIGIBLE = "list_contains(s.audience, 'PUBLIC') and not s.own_patients_only and s.status <> 'entered-in-error'";

/** A partner's side beside the own one: `sides(side, n, v)` → kpi, partner, ownN, partnerN and the crude difference. */
const against = (kpi: string, sides: string, crude: string): string => `with side as (${sides})
  select '${kpi}' as kpi, p.side as partner, o.n as own_n, p.n as partner_n, ${crude} as crude from side p join side o on o.side = 'own' where p.side <> 'own' order by 2`;

/** Statements that a person who knows the rules would write over the plain tables; each gives kpi, partner, own_n, partner_n, crude (null: not compared). */
export function accessByHand(at: BenchMonth): string[] {
  const requests = `select ${SIDE} as side, * from api_request where ${inUtc('received_at', at)}`;
  const booked = `select ${SIDE} as side, * from api_request where endpoint = 'BOOK' and not is_probe
    qualify idempotency_key is null or row_number() over (partition by interface, partner_code, idempotency_key order by received_at desc, request_id desc) = 1`;
  return [
    visibility(at),
    lags(at),
    exclusive(at),
    against(
      'CA-05',
      `select side, count(*) as n, avg(ln(ttlb_ms + 0.4)) as v from (${requests}) where outcome in ('SUCCESS', 'EMPTY') and ttlb_ms is not null group by 1`,
      'o.v - p.v',
    ),
    against(
      'CA-06',
      `select side, count(*) as n, avg((outcome in ('ERROR', 'TIMEOUT') and ${OF_PLATFORM})::int) as v from (${requests}) group by 1`,
      'o.v - p.v',
    ),
    against(
      'CA-07',
      `select side, count(*) as n, avg((outcome = 'THROTTLED')::int) as v from (${requests}) group by 1`,
      'ln(o.v / p.v)',
    ),
    against(
      'CA-08',
      `select side, count(*) as n, avg((outcome = 'SUCCESS')::int) as v from (${booked}) where ${inParis('received_at', at)}
        and (outcome = 'SUCCESS' or reason_code = 'UNKNOWN' or coalesce(attributable_to, 'PLATFORM') in ('PLATFORM', 'PRACTITIONER')) group by 1`,
      'p.v - o.v',
    ),
    changes(at),
    against(
      'CA-18',
      `select ${SIDE} as side, count(*) as n, avg((reason_code is not distinct from 'SLOT_TAKEN')::int) as v from api_request
        where endpoint = 'SLOT_READ' and not is_probe and ${inParis('received_at', at)} group by 1`,
      'o.v - p.v',
    ),
  ];
}

/** CA-01: per slot, day and partner the first probe that lists it while it is eligible. */
function visibility(at: BenchMonth): string {
  return `with listed as (
      select probe_id, probed_at, partner_code, unnest(list_distinct(own_slot_ids || partner_slot_ids)) as slot_id, own_slot_ids, partner_slot_ids from probe where ${inParis('probed_at', at)}),
    judged as (
      select partner_code, list_contains(own_slot_ids, l.slot_id) as by_own, list_contains(partner_slot_ids, l.slot_id) as by_partner from listed l join slot s on s.slot_id = l.slot_id
      where ${ELIGIBLE} and s.published_at + interval 60 seconds <= probed_at and s.start > probed_at and (s.withdrawn_at is null or s.withdrawn_at > probed_at)
      qualify row_number() over (partition by partner_code, l.slot_id, cast(timezone('Europe/Paris', probed_at) as date) order by probed_at, probe_id) = 1)
    select 'CA-01' as kpi, partner_code as partner, count(*) filter (by_own) as own_n, count(*) filter (by_partner) as partner_n,
      -(count(*) filter (by_own and not by_partner) / count(*) filter (by_own)) as crude from judged group by 2 order by 2`;
}

/** Slots with their first and last own visibility, and the partner rows beside them, published in the months around. */
const offered = `own as (select slot_id, min(first_visible_at) as shown, case when bool_and(last_visible_at is not null) then max(last_visible_at) end as gone
    from slot_exposure where channel <> 'PARTNER_API' and first_visible_at is not null group by 1),
  offer as (select s.slot_id, s.practitioner_id_nat, o.shown, least(s.start, coalesce(s.withdrawn_at, s.start), coalesce(o.gone, s.start)) as ends_at, s.published_at
    from slot s join own o on o.slot_id = s.slot_id where ${ELIGIBLE}),
  pair as (select e.partner_code as partner, f.*, e.first_visible_at as first, e.last_visible_at as last, least(f.ends_at, coalesce(e.observed_until, f.ends_at)) as until
    from slot_exposure e join offer f on f.slot_id = e.slot_id where e.channel = 'PARTNER_API' and f.shown < f.ends_at and f.ends_at >= f.published_at + interval 60 seconds)`;

/** CA-02: how many pairs, and how many of the baseline, web against app. */
function lags(at: BenchMonth): string {
  return `with ${offered},
    base as (select count(*) as n from offer f where ${inParis('f.shown', at)} and f.shown < f.ends_at and f.ends_at >= f.published_at + interval 60 seconds
      and 2 = (select count(distinct channel) from slot_exposure e where e.slot_id = f.slot_id and e.channel <> 'PARTNER_API'))
    select 'CA-02' as kpi, partner, (select n from base) as own_n, count(*) as partner_n, null as crude from pair where ${inParis('shown', at)} group by 2 order by 2`;
}

const us = (later: string, earlier: string): string => `greatest(epoch_us(${later}) - epoch_us(${earlier}), 0)`;

/** CA-03: −(time free on own and not shown at the partner ÷ time free on own). */
function exclusive(at: BenchMonth): string {
  return `with ${offered}
    select 'CA-03' as kpi, partner, count(distinct practitioner_id_nat) as own_n, count(distinct practitioner_id_nat) as partner_n,
      -sum(case when first is null or first >= ends_at then ${us('until', 'shown')}
        else ${us('least(first, until)', 'shown')} + case when last < until then ${us('until', 'greatest(last, first, shown)')} else 0 end end) / sum(${us('until', 'shown')}) as crude
    from pair where ${inParis('shown', at)} and until > shown group by 2 order by 2`;
}

/** CA-09: how many changes, of the partner and of the baseline. */
function changes(at: BenchMonth): string {
  return against(
    'CA-09',
    `select coalesce(partner_code, 'own') as side, count(*) as n from change_event where ${inParis('changed_at', at)} group by 1`,
    'null',
  );
}
