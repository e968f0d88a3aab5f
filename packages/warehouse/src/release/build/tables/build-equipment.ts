import { join } from 'node:path';
import { z } from 'zod';
import { quoteText } from '../../../engine/quote.ts';
import { manifestStepSchema } from '../../manifest.ts';
import { count, ingestsOf, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { enumType } from '../native/create-schema.ts';
import { reuseFile } from '../previous-release.ts';
import { writeJson } from '../register-file.ts';

/** What the tables of equipment may be taken over from. */
export interface EquipmentBase {
  /** The database is the previous release's, brought up to date. */
  readonly extended: boolean;
  readonly changedTables: ReadonlySet<string>;
}

const INDEX = 'equipment.json';
const indexSchema = z.object({ usesBookings: z.boolean(), step: manifestStepSchema });

/** Nothing to do when the database stands on the previous one and neither panel nor register changed, nor bookings if they were needed. */
async function keepsEquipment(context: BuildContext, base: EquipmentBase): Promise<boolean> {
  const moved = base.changedTables.has('equipment_panel') || base.changedTables.has('universe_snapshot');
  if (!base.extended || moved || ingestsOf(context, 'equipment_panel').length === 0) return false;
  const before = await context.previous?.readIndex(INDEX, indexSchema);
  if (before === null || before === undefined || before.usesBookings || !(await reuseFile(context, `index/${INDEX}`)))
    return false;
  context.steps.push(before.step);
  return true;
}

/**
 * Turns the panel into equipment that its evidence proves: a contract, a listing on the web or an interface, or two different
 * kinds of evidence. A CRM note or a survey alone proves nothing. Unproven rows are counted in the step.
 */
export async function buildEquipment(context: BuildContext, base: EquipmentBase): Promise<void> {
  if (await keepsEquipment(context, base)) return;
  await run(
    context,
    'delete from vigie.main.equipment; delete from vigie.main.rollup_equipment_month; delete from vigie.main.rollup_equipped_month',
  );
  if (ingestsOf(context, 'equipment_panel').length === 0) return;
  const panel = `read_parquet(${quoteText(join(context.folder, 'parquet/equipment_panel.parquet'))})`;
  await run(
    context,
    `create or replace table surveyed as
     select cast(date_trunc('month', month) as date) as month, practitioner_id_nat, product, cast(max(weight) as decimal(18,6)) as weight
     from ${panel} group by 1, 2, 3`,
  );
  await describePractitioners(context);
  await insertEquipment(context, panel);
  await insertRollups(context);
  await addStep(context, panel);
}

const PLATFORM_ROWS = "is_equipped and platform_code not in ('none', 'unmatched')";

async function insertEquipment(context: BuildContext, panel: string): Promise<void> {
  await run(
    context,
    `create or replace table proven as
     select cast(date_trunc('month', month) as date) as month, practitioner_id_nat, product, platform_code, cast(max(weight) as decimal(18,6)) as weight
     from ${panel} where ${PLATFORM_ROWS} group by 1, 2, 3, 4
     having bool_or(evidence in ('CONTRACT', 'WEB_LISTING', 'API')) or count(distinct evidence) >= 2`,
  );
  await run(
    context,
    `insert into vigie.main.equipment
     select p.month, p.practitioner_id_nat, cast(p.product as ${enumType('product')}), cast(p.platform_code as ${enumType('platform')}),
      cast(d.departement as ${enumType('departement')}), cast(d.profession as ${enumType('profession')}), cast(d.specialty as ${enumType('specialty')}), p.weight
     from proven p left join described d on d.month = p.month and d.practitioner_id_nat = p.practitioner_id_nat
     order by 1, 3, 4, 5, 6, 7, 2`,
  );
}

/** Where and what each practitioner was in the month: the last register before its end, else the first after, else their bookings. */
async function describePractitioners(context: BuildContext): Promise<void> {
  await run(
    context,
    `create or replace table described as
     with pair as (select distinct month, practitioner_id_nat from surveyed),
      u as (select practitioner_id_nat, snapshot_date, principal_dept, profession, specialty from vigie.main.universe_snapshot),
      first_u as (select practitioner_id_nat, min_by((principal_dept, profession, specialty), snapshot_date) as v from u group by 1),
      booked as (select d.practitioner_id_nat, r.departement, r.profession, r.specialty, sum(r.rows) as n
       from vigie.main.rollup_practitioner_month r join vigie.main.dim_practitioner d on d.practitioner_no = r.practitioner_no
       where d.practitioner_id_nat in (select practitioner_id_nat from pair) group by 1, 2, 3, 4),
      usual as (select practitioner_id_nat, departement, profession, specialty from booked
       qualify row_number() over (partition by practitioner_id_nat order by n desc, departement, profession, specialty nulls last) = 1)
     select p.month, p.practitioner_id_nat,
      case when u.practitioner_id_nat is not null then u.principal_dept when f.v is not null then f.v[1] else cast(b.departement as varchar) end as departement,
      case when u.practitioner_id_nat is not null then u.profession when f.v is not null then f.v[2] else cast(b.profession as varchar) end as profession,
      case when u.practitioner_id_nat is not null then u.specialty when f.v is not null then f.v[3] else cast(b.specialty as varchar) end as specialty
     from pair p
     asof left join u on u.practitioner_id_nat = p.practitioner_id_nat and u.snapshot_date <= last_day(p.month)
     left join first_u f on f.practitioner_id_nat = p.practitioner_id_nat
     left join usual b on b.practitioner_id_nat = p.practitioner_id_nat`,
  );
}

async function insertRollups(context: BuildContext): Promise<void> {
  await run(
    context,
    `insert into vigie.main.rollup_equipment_month
     with k as (select *, count(*) over (partition by month, product, practitioner_id_nat) as platforms from vigie.main.equipment),
      cells as (select month, product, platform, departement, profession, specialty, platforms, sum(weight) as w from k group by 1, 2, 3, 4, 5, 6, 7)
     select month, product, platform, departement, profession, specialty, sum(w), sum(cast(cast(w as double) / platforms as decimal(38,6)))
     from cells group by 1, 2, 3, 4, 5, 6 order by all`,
  );
  await run(
    context,
    `insert into vigie.main.rollup_equipped_month
     with equipped as (select distinct month, product, practitioner_id_nat from vigie.main.equipment)
     select s.month, cast(s.product as ${enumType('product')}), cast(d.departement as ${enumType('departement')}),
      cast(d.profession as ${enumType('profession')}), cast(d.specialty as ${enumType('specialty')}),
      coalesce(sum(s.weight) filter (e.practitioner_id_nat is not null), 0), sum(s.weight), count(*)
     from surveyed s
     left join described d on d.month = s.month and d.practitioner_id_nat = s.practitioner_id_nat
     left join equipped e on e.month = s.month and cast(e.product as varchar) = s.product and e.practitioner_id_nat = s.practitioner_id_nat
     group by 1, 2, 3, 4, 5 order by all`,
  );
}

async function addStep(context: BuildContext, panel: string): Promise<void> {
  const total = await count(context, `select count(*) from ${panel}`);
  const without = await count(context, `select count(*) from ${panel} where not (${PLATFORM_ROWS})`);
  const proven = await count(context, 'select count(*) from vigie.main.equipment');
  const unproven = await count(
    context,
    `select count(*) from ${panel} e anti join proven p on p.month = cast(date_trunc('month', e.month) as date)
      and p.practitioner_id_nat = e.practitioner_id_nat and p.product = e.product and p.platform_code = e.platform_code where ${PLATFORM_ROWS}`,
  );
  const step = {
    name: 'equipment: proven',
    rowsIn: total,
    rowsOut: proven,
    leftOut: [
      { reason: 'says the practitioner is not equipped', rows: without },
      { reason: 'evidence that proves nothing alone', rows: unproven },
      { reason: 'further evidence of the same equipment', rows: total - without - unproven - proven },
    ],
  };
  const strangers = await count(
    context,
    'select count(*) from (select distinct practitioner_id_nat from surveyed) s anti join vigie.main.universe_snapshot u on u.practitioner_id_nat = s.practitioner_id_nat',
  );
  context.steps.push(step);
  await writeJson(context, `index/${INDEX}`, { usesBookings: strangers > 0, step });
}
