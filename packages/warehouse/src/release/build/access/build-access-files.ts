import { join } from 'node:path';
import { z } from 'zod';
import { loadContract } from '../../../contracts/load-contracts.ts';
import { textOf } from '../../../engine/read-rows.ts';
import { ingestsOf, progress, rows } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { describeParisMonths } from '../booking/paris-months.ts';
import type { ParisMonth } from '../booking/paris-months.ts';
import { reuseFile } from '../previous-release.ts';
import { writeJson } from '../register-file.ts';
import { contributionsTo, fileRecordSchema, monthFile, MONTHS_INDEX, signFile } from './access-months.ts';
import type { FileRecord } from './access-months.ts';
import { AccessSources } from './access-sources.ts';
import { ACCESS_FILES } from './access-tables.ts';
import type { AccessTable } from './access-tables.ts';
import { findReplaced } from './find-replaced.ts';
import { fillSlotMonths, INGESTS_INDEX, ingestPlanSchema, planIngests } from './plan-access.ts';
import type { IngestPlan, IngestPlanRecord } from './plan-access.ts';
import { writeAccessMonth } from './write-access-month.ts';

/** The months of each table, ascending. */
export type AccessFiles = ReadonlyMap<string, readonly { readonly month: ParisMonth; readonly record: FileRecord }[]>;

/** Writes `parquet/<table>/<month>.parquet` for the large tables about access, taking over the months that did not change. */
export async function buildAccessFiles(context: BuildContext): Promise<AccessFiles> {
  const built = new Map<string, { month: ParisMonth; record: FileRecord }[]>();
  const plans: IngestPlanRecord[] = [];
  const before = await context.previous?.readIndex(INGESTS_INDEX, z.array(ingestPlanSchema));
  for (const table of ACCESS_FILES) {
    if (ingestsOf(context, table.table).length === 0) continue;
    const slotFiles = filesOf(context, built.get('slot') ?? []);
    const known = table.instant === null ? await knownBySlot(context, before ?? [], slotFiles) : (before ?? []);
    const planned = await planTable(context, table, { known, slotFiles });
    built.set(table.table, await buildTable(context, table, { plans: planned, slotFiles }));
    plans.push(...planned.map((plan) => recordOf(table, plan)));
    addStep(context, table, planned, built.get(table.table) ?? []);
  }
  await writeJson(
    context,
    `index/${INGESTS_INDEX}`,
    plans.map((plan) => ({ ...plan, shares: plan.shares.map((share) => ({ ...share })) })),
  );
  await writeJson(
    context,
    `index/${MONTHS_INDEX}`,
    [...built.values()].flat().map(({ record }) => ({ ...record })),
  );
  return built;
}

const filesOf = (context: BuildContext, months: readonly { record: FileRecord }[]): Map<string, string> =>
  new Map(months.map(({ record }) => [record.month, join(context.folder, monthFile(record.table, record.month))]));

/**
 * Which plans of rows that go with their slots still hold: all slots of then are there unchanged, and the ingest had none that was unknown then.
 */
async function knownBySlot(
  context: BuildContext,
  before: readonly IngestPlanRecord[],
  slotFiles: ReadonlyMap<string, string>,
): Promise<IngestPlanRecord[]> {
  const old = context.previous?.record.manifest.files.filter((file) => file.path.startsWith('parquet/slot/')) ?? [];
  const same = old.every((file) => context.files.get(file.path)?.sha256 === file.sha256);
  const still = same ? before.filter((plan) => plan.unknownSlots === 0) : [];
  const asked = ingestsOf(context, 'slot_exposure').some(
    ({ record }) => !still.some((plan) => plan.ingestId === record.id),
  );
  if (asked) await fillSlotMonths(context, slotFiles);
  return still;
}

async function planTable(
  context: BuildContext,
  table: AccessTable,
  { known, slotFiles }: { known: readonly IngestPlanRecord[]; slotFiles: ReadonlyMap<string, string> },
): Promise<IngestPlan[]> {
  const mine = known.filter((plan) => plan.table === table.table).map((plan) => [plan.ingestId, plan] as const);
  if (table.instant === null && slotFiles.size === 0) {
    return ingestsOf(context, table.table).map((ingest) => ({
      ingest,
      shares: [],
      unknownSlots: ingest.record.accepted,
    }));
  }
  return planIngests(context, table, new Map(mine));
}

const recordOf = (table: AccessTable, plan: IngestPlan): IngestPlanRecord => ({
  table: table.table,
  ingestId: plan.ingest.record.id,
  shares: [...plan.shares],
  unknownSlots: plan.unknownSlots,
});

async function buildTable(
  context: BuildContext,
  table: AccessTable,
  { plans, slotFiles }: { plans: readonly IngestPlan[]; slotFiles: ReadonlyMap<string, string> },
): Promise<{ month: ParisMonth; record: FileRecord }[]> {
  const contract = loadContract(table.table);
  const names = [...new Set(plans.flatMap((plan) => plan.shares.map((share) => share.month)))].sort();
  const months = [...(await describeParisMonths(context, names)).values()];
  const known = new Map(
    (await context.previous?.readIndex(MONTHS_INDEX, z.array(fileRecordSchema)))?.map((record) => [
      `${record.table} ${record.month}`,
      record,
    ]),
  );
  const replaced = table.table === 'slot' ? await replacedSlots(context, plans) : null;
  const planned = months.map((month) => {
    const contributions = contributionsTo(month.month, plans);
    const slots = table.instant === null ? context.files.get(monthFile('slot', month.month))?.sha256 : undefined;
    const extra = slots ?? replaced?.get(month.month) ?? '';
    const signature = signFile(contract, month.month, contributions, extra);
    const old = known.get(`${table.table} ${month.month}`);
    return { month, contributions, signature, old: old?.signature === signature ? old : undefined };
  });
  const sources = new AccessSources(context, table, slotFiles);
  await sources.prepare(
    plans,
    planned.filter((plan) => plan.old === undefined).map((plan) => plan.month),
  );
  const built: { month: ParisMonth; record: FileRecord }[] = [];
  for (const [index, { month, contributions, signature, old }] of planned.entries()) {
    progress(context, 'access', index, planned.length);
    const path = monthFile(table.table, month.month);
    const record =
      old !== undefined && (await reuseFile(context, path))
        ? old
        : {
            table: table.table,
            month: month.month,
            signature,
            ...(await writeAccessMonth(context, {
              table,
              month,
              contributions,
              sources,
              replacedIsKnown: replaced !== null,
            })),
          };
    built.push({ month, record });
  }
  return built;
}

/** A slot is one slot whenever it was published: what gives way is found over all months. Returns a digest of it per month. */
async function replacedSlots(context: BuildContext, plans: readonly IngestPlan[]): Promise<Map<string, string>> {
  const ingests = plans.map((plan) => plan.ingest);
  const accepted = ingests.reduce((sum, ingest) => sum + ingest.record.accepted, 0);
  const found = await findReplaced(context, { contract: loadContract('slot'), ingests, where: 'true', rows: accepted });
  if (found === 0) return new Map();
  const digest = await rows(
    context,
    `select ingest_id, cast(count(*) as varchar) || ':' || cast(bit_xor(hash(origin_row)) as varchar) as digest from replaced group by 1 order by 1`,
  );
  const by = new Map(digest.map((row) => [textOf(row, 'ingest_id'), textOf(row, 'digest')]));
  const months = new Set(plans.flatMap((plan) => plan.shares.map((share) => share.month)));
  return new Map(
    [...months].map((month) => [
      month,
      contributionsTo(month, plans)
        .map(({ ingest }) => by.get(ingest.record.id) ?? '')
        .join('|'),
    ]),
  );
}

const sum = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((total, each) => total + of(each), 0);

function addStep(
  context: BuildContext,
  { table, instant }: AccessTable,
  plans: readonly IngestPlan[],
  built: readonly { record: FileRecord }[],
): void {
  const unknown = sum(plans, (plan) => plan.unknownSlots);
  context.steps.push({
    name: `${table}: latest state`,
    rowsIn: sum(plans, (plan) => plan.ingest.record.rowsIn),
    rowsOut: sum(built, ({ record }) => record.rows),
    leftOut: [
      { reason: 'rejected', rows: sum(plans, (plan) => plan.ingest.record.rejected) },
      { reason: 'superseded by a newer file', rows: sum(built, ({ record }) => record.replaced) },
      ...(instant === null ? [{ reason: 'of a slot that no file knows', rows: unknown }] : []),
    ],
  });
}
