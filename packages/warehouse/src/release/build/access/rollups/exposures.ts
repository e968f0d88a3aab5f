import { quoteText } from '../../../../engine/quote.ts';
import { run } from '../../build-context.ts';
import type { BuildContext } from '../../build-context.ts';
import { countStep, parisDay, parisMonth, secondsDown, secondsUp } from './part.ts';
import type { Part, PartStep } from './part.ts';
import { SETTLING, SLOT_COLUMNS, withScope } from './slots.ts';

/** Of the slots hidden longest, so many are listed per month and partner. */
const LISTED = 50;
const NEAR = 'interval 48 hours';
const STRATA = 'specialty, departement, visit_kind, visit_mode';

/** When each side showed the slots published in one month (domain §3.2, CA-02 and CA-03). */
export async function rollUpExposures(context: BuildContext, part: Part, isAnyClosed: boolean): Promise<PartStep[]> {
  const { slot, slot_exposure: exposure } = part.files;
  if (slot === null || exposure === null) return [];
  await fillOffered(context, slot, exposure);
  await fillCompared(context, exposure, isAnyClosed);
  await insertLags(context, part);
  await insertExclusive(context, part);
  await insertHidden(context, part);
  await insertReporting(context, part);
  const reasons = Object.fromEntries(REASONS.map(([, reason], index) => [`r${index}`, reason]));
  const counts = REASONS.map(([, reason], index) => `count(*) filter (reason = ${quoteText(reason)}) as r${index}`);
  return [
    await countStep(
      context,
      'slot_exposure: partner against own',
      `select count(*) as rows_in, count(*) filter (reason is null) as rows_out, ${counts.join(', ')} from compared`,
      reasons,
    ),
  ];
}

/** Why a slot at a partner is not compared, the first that applies. The own side's restrictions hold for both (domain §3.2, rules 1 and 2). */
const REASONS: readonly (readonly [string, string])[] = [
  ['is_error', 'entered in error'],
  ['not is_public', 'not for the public'],
  ['own_patients_only', 'for the practitioner’s own patients only, on every channel'],
  ['first_own is null or first_own >= ends_at', 'never shown on the own channels while on offer'],
  [`ends_at < published_at + ${SETTLING}`, 'on offer for less than 60 seconds'],
  ['out_of_scope', 'the practitioner had closed the partner’s channel'],
  ["first_visible_at is null and imposed_by is not distinct from 'PARTNER'", 'not shown by the partner’s own choice'],
];

const ofChannel = (channel: string): string =>
  `min(first_visible_at) filter (channel = '${channel}') as ${channel.toLowerCase()}_at, bool_or(channel = '${channel}') as has_${channel.toLowerCase()}`;

/** `offered`: each slot with what the own channels did with it, and until when it was on offer: taken (gone from the own channels), withdrawn or begun. */
async function fillOffered(context: BuildContext, slot: string, exposure: string): Promise<void> {
  await run(
    context,
    `create or replace temp table offered as
     with own as (
      select slot_id, min(first_visible_at) as first_own, case when bool_and(last_visible_at is not null) filter (first_visible_at is not null) then max(last_visible_at) end as last_own,
       ${ofChannel('OWN_APP')}, ${ofChannel('OWN_WEB')}, max(observed_until) as observed_own
      from read_parquet(${quoteText(exposure)}) where channel <> 'PARTNER_API' group by slot_id)
     select s.*, o.* exclude (slot_id), o.slot_id is not null as is_logged,
      least(starts_at, coalesce(withdrawn_at, starts_at), coalesce(last_own, starts_at)) as ends_at
     from (select ${SLOT_COLUMNS} from read_parquet(${quoteText(slot)})) s left join own o on o.slot_id = s.slot_id`,
  );
}

/** `compared`: one row per slot and partner, with the reason why it is left out, or null. */
async function fillCompared(context: BuildContext, exposure: string, isAnyClosed: boolean): Promise<void> {
  const joined = `select o.*, p.partner_code, p.first_visible_at, p.last_visible_at, p.hidden_reason, p.imposed_by, p.observed_until
    from read_parquet(${quoteText(exposure)}) p join offered o on o.slot_id = p.slot_id where p.channel = 'PARTNER_API'`;
  const cases = REASONS.map(([when, reason]) => `when ${when} then ${quoteText(reason)}`).join(' ');
  await run(
    context,
    `create or replace temp table compared as
     select *, epoch_us(first_visible_at) - epoch_us(first_own) as lag_us, coalesce(first_visible_at < ends_at, false) as is_shown,
      epoch_us(least(ends_at, coalesce(observed_until, ends_at))) - epoch_us(first_own) as seen_us, case ${cases} end as reason
     from (${withScope(joined, 'published_at', isAnyClosed)})`,
  );
}

async function insertLags(context: BuildContext, part: Part): Promise<void> {
  const later = 'abs(epoch_us(own_web_at) - epoch_us(own_app_at))';
  const both =
    'coalesce(greatest(own_app_at, own_web_at) < ends_at and own_app_at is not null and own_web_at is not null, false)';
  const eligible = REASONS.slice(0, 5).map(([when]) => `not coalesce(${when}, false)`);
  await run(
    context,
    `insert into vigie.main.rollup_exposure_month
     select month, comparison, ${STRATA}, case when is_shown then ${secondsUp('lag_us')} else ${secondsDown('seen_us')} end, not is_shown, count(*),
      count(*) filter (is_shown and lag_us < 0), ${part.fileMonth}
     from (
      select ${parisMonth('first_own')} as month, partner_code as comparison, ${STRATA}, is_shown, lag_us, seen_us from compared where reason is null
      union all
      select ${parisMonth('first_own')}, 'own_web_app', ${STRATA}, ${both}, ${later}, epoch_us(least(ends_at, coalesce(observed_own, ends_at))) - epoch_us(first_own)
      from offered where has_own_app and has_own_web and ${eligible.join(' and ')})
     group by 1, 2, 3, 4, 5, 6, 7, 8 order by all`,
  );
}

/** Free on the own channels, and of that not shown at the partner: before it showed the slot, and after it ceased to. */
const FREE_US = 'seen_us';
const EXCLUSIVE_US = `case when not is_shown then seen_us else least(greatest(lag_us, 0), seen_us)
  + greatest(seen_us - greatest(coalesce(epoch_us(last_visible_at) - epoch_us(first_own), seen_us), lag_us, 0), 0) end`;

async function insertExclusive(context: BuildContext, part: Part): Promise<void> {
  await run(
    context,
    `insert into vigie.main.rollup_exclusive_month
     select ${parisMonth('first_own')}, partner_code, practitioner_id_nat, specialty, departement, starts_at < first_own + ${NEAR},
      cast(sum(${FREE_US}) // 1000000 as bigint), cast(sum(${EXCLUSIVE_US}) // 1000000 as bigint), count(*), ${part.fileMonth}
     from compared where reason is null and seen_us > 0 group by 1, 2, 3, 4, 5, 6 order by all`,
  );
}

async function insertHidden(context: BuildContext, part: Part): Promise<void> {
  await run(
    context,
    `insert into vigie.main.hidden_slot
     select ${parisMonth('first_own')} as month, partner_code, slot_id, practitioner_id_nat, departement, specialty, first_own, first_visible_at,
      (${EXCLUSIVE_US}) // 1000000 as hidden_seconds, hidden_reason, imposed_by, ${part.fileMonth}
     from compared where reason is null and ${EXCLUSIVE_US} >= 1000000
     qualify row_number() over (partition by month, partner_code order by hidden_seconds desc, slot_id) <= ${LISTED} order by 1, 2, hidden_seconds desc, slot_id`,
  );
}

async function insertReporting(context: BuildContext, part: Part): Promise<void> {
  await run(
    context,
    `insert into vigie.main.access_reporting
     select 'exposure', party, day, count(*), count(*), count(*) filter (is_shown), 0, ${part.fileMonth}
     from (select 'own' as party, ${parisDay('published_at')} as day, first_own is not null as is_shown from offered where is_logged
      union all select partner_code, ${parisDay('published_at')}, first_visible_at is not null from compared)
     group by 1, 2, 3 order by all`,
  );
}
