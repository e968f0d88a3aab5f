import { quoteText } from '../../../../engine/quote.ts';
import { run } from '../../build-context.ts';
import type { BuildContext } from '../../build-context.ts';
import { countStep } from './part.ts';
import type { Part, PartStep } from './part.ts';

/** Who answers for what went wrong: UNKNOWN, or nobody named, is the platform (domain §3.3). */
const BLAME = "case when reason_code = 'UNKNOWN' or attributable_to is null then 'PLATFORM' else attributable_to end";
/** An attempt to book; which of several requests is the one that counts is told by `earlier_attempt`. */
const IS_BOOKING = "endpoint = 'BOOK' and not is_probe";
const CALLER = 'interface, partner_code, idempotency_key';
/** Retries across the end of a month are looked for this long on both sides of it. */
const EDGE = 'interval 24 hours';

const DIMENSIONS =
  'interface, partner, endpoint, is_probe, specialty, departement, visit_kind, visit_mode, day_type, hour_band';

/** Days, latencies and attempts of one month of requests (domain §3.2–3.4). */
export async function rollUpRequests(context: BuildContext, part: Part): Promise<PartStep[]> {
  const file = part.files.api_request;
  if (file === null) return [];
  await findEarlierAttempts(context, part, file);
  await insertDays(context, part, file);
  await insertLatencies(context, part, file);
  await insertAttempts(context, part, file);
  await insertReporting(context, part);
  return [await attemptStep(context, part), await validStep(context, part)];
}

/** Requests of one caller with one key are one attempt: all but the last, by instant and then id, are set aside (`row_no` of the file). */
async function findEarlierAttempts(context: BuildContext, part: Part, file: string): Promise<void> {
  const keyed = `select file_row_number as row_no, ${CALLER} from read_parquet(${quoteText(file)}, file_row_number = true) where ${IS_BOOKING} and idempotency_key is not null`;
  await run(
    context,
    `create or replace temp table repeated_key as select h from (select hash(${CALLER}) as h from (${keyed})) group by h having count(*) > 1`,
  );
  await run(
    context,
    `create or replace temp table earlier_attempt as select row_no from (
      select row_no, row_number() over (partition by ${CALLER} order by row_no desc) as place from (${keyed}) where hash(${CALLER}) in (select h from repeated_key))
     where place > 1`,
  );
  if (part.nextRequests === null) return;
  await run(
    context,
    `insert into earlier_attempt select m.row_no from (${edgeSql(part, file, 'end')}) m
     semi join (${edgeSql(part, part.nextRequests, 'begin')}) n on n.interface = m.interface and n.partner_code is not distinct from m.partner_code and n.idempotency_key = m.idempotency_key
     anti join earlier_attempt e on e.row_no = m.row_no`,
  );
}

/** Keyed attempts within 24 hours of the end of the month, on either side of it. */
function edgeSql(part: Part, file: string, side: 'begin' | 'end'): string {
  const end = `timestamptz '${part.month.toExclusive}'`;
  const where = side === 'end' ? `received_at >= ${end} - ${EDGE}` : `received_at < ${end} + ${EDGE}`;
  return `select file_row_number as row_no, ${CALLER} from read_parquet(${quoteText(file)}, file_row_number = true) where ${where} and ${IS_BOOKING} and idempotency_key is not null`;
}

/** A query that tells which attempts of the month go on in the next one: part of what the month's sums depend on. */
export function edgeDigestSql(part: Part): string | null {
  const file = part.files.api_request;
  if (file === null || part.nextRequests === null) return null;
  return `select cast(count(*) as varchar) || ':' || coalesce(cast(bit_xor(hash(m.row_no)) as varchar), '') as digest from (${edgeSql(part, file, 'end')}) m
    semi join (${edgeSql(part, part.nextRequests, 'begin')}) n on n.interface = m.interface and n.partner_code is not distinct from m.partner_code and n.idempotency_key = m.idempotency_key`;
}

function requestsSql(part: Part, file: string): string {
  return `select received_at, cast(make_timestamp(epoch_us(received_at)) as date) as day_utc, ${part.month.localTime('received_at')} as local, interface,
      case when interface = 'PARTNER_API' then partner_code end as partner, endpoint, is_probe, specialty_code as specialty, site_dept as departement, visit_kind, visit_mode,
      outcome, reason_code, attributable_to, ${BLAME} as blame, e.row_no is not null as is_earlier, ${IS_BOOKING} and e.row_no is null as is_attempt,
      endpoint = 'SLOT_READ' and not is_probe as is_click, case when outcome in ('SUCCESS', 'EMPTY') then ttlb_ms end as ms
    from read_parquet(${quoteText(file)}, file_row_number = true) r left join earlier_attempt e on e.row_no = r.file_row_number`;
}

const when = (condition: string): string => `count(*) filter (${condition})`;

async function insertDays(context: BuildContext, part: Part, file: string): Promise<void> {
  const failed = "is_attempt and outcome <> 'SUCCESS' and blame =";
  const faulty = "outcome in ('ERROR', 'TIMEOUT')";
  await run(
    context,
    `insert into vigie.main.rollup_request_day
     with r as (
      select *, cast(local as date) as day, case when isodow(local) < 6 then 'WEEKDAY' else 'WEEKEND' end as day_type,
       case when hour(local) < 6 then 'NIGHT' when hour(local) < 12 then 'MORNING' when hour(local) < 18 then 'AFTERNOON' else 'EVENING' end as hour_band,
       ln(ms + 0.4) as ln_ms from (${requestsSql(part, file)}))
     select day_utc, day, ${DIMENSIONS}, count(*), ${when("outcome = 'EMPTY'")}, ${when(`${faulty} and blame = 'PLATFORM'`)}, ${when(`${faulty} and blame <> 'PLATFORM'`)},
      ${when("outcome = 'TIMEOUT'")}, ${when("outcome = 'THROTTLED'")}, ${when("outcome = 'DENIED'")},
      ${when('is_attempt')}, ${when("is_attempt and outcome = 'SUCCESS'")}, ${when(`${failed} 'PLATFORM'`)}, ${when(`${failed} 'PRACTITIONER'`)},
      ${when(`${failed} 'PARTNER'`)}, ${when(`${failed} 'PATIENT'`)}, ${when('is_click')}, ${when("is_click and reason_code = 'SLOT_TAKEN'")},
      count(ms), coalesce(sum(cast(ln_ms as decimal(18,9))), 0), coalesce(sum(cast(ln_ms * ln_ms as decimal(18,9))), 0), coalesce(sum(cast(ms as decimal(18,3))), 0), ${part.fileMonth}
     from r group by day_utc, day, ${DIMENSIONS} order by all`,
  );
}

async function insertLatencies(context: BuildContext, part: Part, file: string): Promise<void> {
  await run(
    context,
    `insert into vigie.main.rollup_latency_month
     select cast(date_trunc('month', day_utc) as date), interface, partner, endpoint, cast(round(ms * 10) as integer), count(*), ${part.fileMonth}
     from (select cast(make_timestamp(epoch_us(received_at)) as date) as day_utc, interface, case when interface = 'PARTNER_API' then partner_code end as partner, endpoint, ttlb_ms as ms
      from read_parquet(${quoteText(file)}) where outcome in ('SUCCESS', 'EMPTY') and ttlb_ms is not null) group by 1, 2, 3, 4, 5 order by all`,
  );
}

async function insertAttempts(context: BuildContext, part: Part, file: string): Promise<void> {
  await run(
    context,
    `insert into vigie.main.rollup_attempt_month
     select ${part.fileMonth}, interface, partner, outcome, reason_code, attributable_to, count(*), ${part.fileMonth}
     from (${requestsSql(part, file)}) where is_attempt group by 1, 2, 3, 4, 5, 6 order by all`,
  );
}

async function insertReporting(context: BuildContext, part: Part): Promise<void> {
  await run(
    context,
    `insert into vigie.main.access_reporting
     select 'request', coalesce(partner, 'own'), day, sum(requests), sum(requests), sum(requests - errors_platform - errors_other), 0, ${part.fileMonth}
     from vigie.main.rollup_request_day where file_month = ${part.fileMonth} and not is_probe group by 1, 2, 3 order by all`,
  );
}

function attemptStep(context: BuildContext, part: Part): Promise<PartStep> {
  return countStep(
    context,
    'api_request: attempts to book',
    `select sum(requests) as rows_in, sum(attempts) as rows_out, sum(requests) filter (endpoint <> 'BOOK') as other, sum(requests) filter (endpoint = 'BOOK' and is_probe) as probes,
      sum(requests - attempts) filter (endpoint = 'BOOK' and not is_probe) as earlier
     from vigie.main.rollup_request_day where file_month = ${part.fileMonth}`,
    { other: 'not a booking', probes: 'probe', earlier: 'earlier request of an attempt with the same key' },
  );
}

function validStep(context: BuildContext, part: Part): Promise<PartStep> {
  return countStep(
    context,
    'api_request: valid attempts',
    `select sum(attempts) as rows_in, sum(confirmed + failed_platform + failed_practitioner) as rows_out, sum(excluded_partner) as partner, sum(excluded_patient) as patient
     from vigie.main.rollup_request_day where file_month = ${part.fileMonth}`,
    { partner: 'failure attributable to the partner', patient: 'failure attributable to the patient' },
  );
}
