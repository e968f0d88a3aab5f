import { quoteText } from '../../../../engine/quote.ts';
import { run } from '../../build-context.ts';
import type { BuildContext } from '../../build-context.ts';
import { countStep } from './part.ts';
import type { Part, PartStep } from './part.ts';
import { SETTLING, SLOT_COLUMNS, withScope } from './slots.ts';

const STRATA = 'specialty, departement, visit_kind, visit_mode';

/** What probes of one month saw on either side (domain §3.2, CA-01). Unit: slot × Paris day × partner, by the first probe of the day that lists it while it is eligible. */
export async function rollUpProbes(context: BuildContext, part: Part, isAnyClosed: boolean): Promise<PartStep[]> {
  const file = part.files.probe;
  if (file === null) return [];
  await fillProbes(context, part, { file, isAnyClosed });
  await fillListedSlots(context, part);
  await fillUnits(context);
  await insertVisibility(context, part);
  await insertReporting(context, part);
  return [
    await countStep(
      context,
      'probe: slots listed, per day and partner',
      `select sum("both" + own_only + partner_only + not_eligible + unknown_slot) as rows_in, sum("both" + own_only + partner_only) as rows_out, sum(not_eligible) as barred, sum(unknown_slot) as unknown
       from vigie.main.rollup_visibility_day where file_month = ${part.fileMonth}`,
      { barred: 'not eligible in any probe of the day', unknown: 'of a slot that no file knows' },
    ),
  ];
}

/** `probe_row`: the month's probes in order, with their Paris day and whether the practitioner had closed the partner's channel. */
async function fillProbes(
  context: BuildContext,
  part: Part,
  { file, isAnyClosed }: { file: string; isAnyClosed: boolean },
): Promise<void> {
  const source = `select file_row_number as probe_no, probed_at, cast(${part.month.localTime('probed_at')} as date) as day, practitioner_id_nat, partner_code, window_from, window_to, own_slot_ids, partner_slot_ids
    from read_parquet(${quoteText(file)}, file_row_number = true)`;
  await run(context, `create or replace temp table probe_row as ${withScope(source, 'probed_at', isAnyClosed)}`);
}

/** `listed_slot`: what the slot files up to this month know of the slots that the probes list. */
async function fillListedSlots(context: BuildContext, part: Part): Promise<void> {
  await run(
    context,
    `create or replace temp table listed_id as select distinct slot_id from (select unnest(own_slot_ids) as slot_id from probe_row union all select unnest(partner_slot_ids) from probe_row)`,
  );
  const known = part.slotsSoFar.length === 0 ? null : `[${part.slotsSoFar.map(quoteText).join(', ')}]`;
  const none = `select ${SLOT_COLUMNS} from (select null::varchar as slot_id, null::varchar as practitioner_id_nat, null::varchar as specialty_code, null::varchar as site_dept, null::varchar as visit_kind,
    null::varchar[] as visit_modes, null::timestamptz as "start", null::timestamptz as published_at, null::timestamptz as withdrawn_at, null::varchar[] as audience, null::boolean as own_patients_only,
    null::varchar as status) where false`;
  const slots =
    known === null
      ? none
      : `select ${SLOT_COLUMNS} from read_parquet(${known}) where slot_id in (select slot_id from listed_id)`;
  await run(context, `create or replace temp table listed_slot as ${slots}`);
}

const unnested = (ids: string, isOwn: boolean): string =>
  `select probe_no, probed_at, day, partner_code, out_of_scope, unnest(${ids}) as slot_id, ${isOwn} as by_own from probe_row`;

/** `listed_unit`: per slot, day and partner the first probe with it on either side, among those in which it was eligible. */
async function fillUnits(context: BuildContext): Promise<void> {
  const eligible = `s.is_public and not s.own_patients_only and not s.is_error and s.published_at + ${SETTLING} <= l.probed_at and s.starts_at > l.probed_at
    and (s.withdrawn_at is null or s.withdrawn_at > l.probed_at) and not l.out_of_scope`;
  await run(
    context,
    `create or replace temp table listed_unit as
     select day, partner_code, slot_id, is_known, ${STRATA}, min(probe_no) filter (by_own and is_eligible) as own_no, min(probe_no) filter (not by_own and is_eligible) as partner_no
     from (select l.day, l.partner_code, l.slot_id, l.by_own, l.probe_no, s.slot_id is not null as is_known, s.specialty, s.departement, s.visit_kind, s.visit_mode, coalesce(${eligible}, false) as is_eligible
      from (${unnested('own_slot_ids', true)} union all ${unnested('partner_slot_ids', false)}) l left join listed_slot s on s.slot_id = l.slot_id)
     group by day, partner_code, slot_id, is_known, ${STRATA}`,
  );
}

async function insertVisibility(context: BuildContext, part: Part): Promise<void> {
  const seen = '(own_no is not null or partner_no is not null)';
  await run(
    context,
    `insert into vigie.main.rollup_visibility_day
     select day, partner, ${STRATA}, cast(sum(b) as bigint), cast(sum(o) as bigint), cast(sum(p) as bigint), cast(sum(probes) as bigint), cast(sum(barred) as bigint), cast(sum(unknown) as bigint), ${part.fileMonth}
     from (
      select day, partner_code as partner, ${STRATA}, count(*) filter (own_no = partner_no) as b,
       count(*) filter (own_no < partner_no or (own_no is not null and partner_no is null)) as o, count(*) filter (partner_no < own_no or (partner_no is not null and own_no is null)) as p,
       0 as probes, count(*) filter (is_known and not ${seen}) as barred, count(*) filter (not is_known) as unknown
      from listed_unit group by day, partner_code, ${STRATA}
      union all
      select day, partner_code, null, null, null, null, 0, 0, 0, count(*), 0, 0 from probe_row group by day, partner_code)
     group by day, partner, ${STRATA} order by all`,
  );
}

const side = (party: string, ids: string): string => `select ${party} as party, day, ${ids} as ids,
  count(*) over (partition by partner_code, practitioner_id_nat, probed_at, window_from, window_to order by probe_no) > 1 or len(${ids}) > len(list_distinct(${ids})) as is_repeat from probe_row`;

/** A reading is one side of one probe; a repeat is the same agenda and window read again at one instant, or a list that holds one slot twice. */
async function insertReporting(context: BuildContext, part: Part): Promise<void> {
  const sides = `${side("'own'", 'own_slot_ids')} union all ${side('partner_code', 'partner_slot_ids')}`;
  await run(
    context,
    `insert into vigie.main.access_reporting
     with reading as (${sides}),
      unit as (select party, day, count(distinct slot_id) as units from (select party, day, unnest(ids) as slot_id from reading) group by 1, 2)
     select 'probe', r.party, r.day, coalesce(any_value(u.units), 0), count(*), count(*) filter (len(r.ids) > 0), count(*) filter (r.is_repeat), ${part.fileMonth}
     from reading r left join unit u on u.party = r.party and u.day = r.day group by r.party, r.day order by all`,
  );
}
