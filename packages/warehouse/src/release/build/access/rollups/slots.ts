import { count, run } from '../../build-context.ts';
import type { BuildContext } from '../../build-context.ts';

/** A slot as the comparisons need it, from a slot file's columns. */
export const SLOT_COLUMNS = `slot_id, practitioner_id_nat, specialty_code as specialty, site_dept as departement, visit_kind,
  case when len(visit_modes) > 0 then array_to_string(list_sort(list_distinct(visit_modes)), '+') end as visit_mode, "start" as starts_at, published_at, withdrawn_at,
  list_contains(audience, 'PUBLIC') as is_public, own_patients_only, status = 'entered-in-error' as is_error`;

/** A slot can be judged from this long after its publication (domain §3.2). */
export const SETTLING = 'interval 60 seconds';

/**
 * Fills the work table `scope`: from when on a practitioner had closed, or opened, the channel of a partner. What the platform closed by default is no wish of
 * the practitioner: it leaves the scope as it was (domain §3.2). Pairs that no setting speaks of are in scope. True when anything was closed at all.
 */
export async function fillScope(context: BuildContext): Promise<boolean> {
  await run(
    context,
    `create or replace temp table scope as select practitioner_id_nat, partner_code, changed_at, is_open from vigie.main.channel_setting where changed_by <> 'PLATFORM_DEFAULT'`,
  );
  return (await count(context, 'select count(*) from scope where not is_open')) > 0;
}

/** Rows of `source` (practitioner_id_nat, partner_code and the instant) with `out_of_scope` added. */
export function withScope(source: string, instant: string, isAnyClosed: boolean): string {
  if (!isAnyClosed) return `select *, false as out_of_scope from (${source})`;
  return `select x.*, coalesce(not c.is_open, false) as out_of_scope from (${source}) x
    asof left join scope c on c.practitioner_id_nat = x.practitioner_id_nat and c.partner_code = x.partner_code and c.changed_at <= x.${instant}`;
}
