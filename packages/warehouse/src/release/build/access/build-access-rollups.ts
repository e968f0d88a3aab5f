import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, sha256 } from '@vigie/evidence';
import { quoteText } from '../../../engine/quote.ts';
import { textOf } from '../../../engine/read-rows.ts';
import { manifestStepSchema, SCHEMA_VERSION } from '../../manifest.ts';
import type { ManifestStep } from '../../manifest.ts';
import { progress, rows, run } from '../build-context.ts';
import type { BuildContext } from '../build-context.ts';
import { reuseFile } from '../previous-release.ts';
import { writeJson, writeParquet } from '../register-file.ts';
import { BUILD_RULES_VERSION } from '../rules-version.ts';
import { monthFile } from './access-months.ts';
import { PART_KINDS, partsOf } from './access-parts.ts';
import type { PartKind } from './access-parts.ts';
import type { AccessFiles } from './build-access-files.ts';
import { fillOutages, thinRequestsSql } from './rollups/outages.ts';
import type { Part } from './rollups/part.ts';
import { edgeDigestSql } from './rollups/requests.ts';
import { fillScope } from './rollups/slots.ts';

const ROLLUPS_INDEX = 'access-rollups.json';
const recordSchema = z.object({
  table: z.string(),
  month: z.string(),
  signature: z.string(),
  steps: z.array(manifestStepSchema),
});
type RollupRecord = z.infer<typeof recordSchema>;

/**
 * Fills the relations about access in the attached database. Where it is the previous release's, brought up to date, only months whose files (or what else
 * their sums depend on) changed are summed up again.
 */
export async function buildAccessRollups(context: BuildContext, files: AccessFiles, extended: boolean): Promise<void> {
  const before = extended ? ((await context.previous?.readIndex(ROLLUPS_INDEX, z.array(recordSchema))) ?? []) : [];
  const isAnyClosed = await fillScope(context);
  const parts = partsOf(context, files);
  // In one transaction: the disk is waited for once, not for each relation of each month.
  await run(context, 'begin transaction');
  if (extended) await forgetGone(context, before, parts);
  const records: RollupRecord[] = [];
  for (const [index, { kind, part }] of parts.entries()) {
    progress(context, 'sums', index, parts.length);
    const { table } = kind;
    const { month } = part.month;
    const signature = await sign(context, kind, part);
    const old = before.find((record) => record.table === table && record.month === month);
    if (old?.signature !== signature && extended) await forget(context, kind, month);
    records.push(
      old?.signature === signature
        ? old
        : { table, month, signature, steps: await kind.rollUp(context, part, isAnyClosed) },
    );
  }
  await buildOutages(context, files, extended);
  await run(context, 'commit');
  await writeJson(
    context,
    `index/${ROLLUPS_INDEX}`,
    records.map((record) => ({ ...record })),
  );
  context.steps.push(...addUp(records));
}

/** SHA-256 over all that the sums of a month depend on. */
async function sign(context: BuildContext, kind: PartKind, part: Part): Promise<string> {
  const shaOf = (path: string | null): string =>
    context.files.get(path?.slice(context.folder.length + 1) ?? '')?.sha256 ?? '';
  const edge = kind.table === 'api_request' ? edgeDigestSql(part) : null;
  const scope = `select cast(count(*) as varchar) || ':' || coalesce(cast(bit_xor(hash(practitioner_id_nat, partner_code, changed_at, is_open)) as varchar), '') as digest
    from scope where changed_at < timestamptz '${part.month.toExclusive}'`;
  const digest = async (sql: string | null): Promise<string> =>
    sql === null ? '' : (await rows(context, sql)).map((row) => textOf(row, 'digest')).join();
  return sha256(
    canonicalJson({
      schema: SCHEMA_VERSION,
      rules: BUILD_RULES_VERSION,
      files: [kind.table, ...kind.beside].map((table) => shaOf(part.files[table])),
      slots: part.slotsSoFar.map(shaOf),
      edge: await digest(edge),
      scope: await digest(kind.usesScope ? scope : null),
    }),
  );
}

/** Rows of months that are no longer there. */
async function forgetGone(
  context: BuildContext,
  before: readonly RollupRecord[],
  parts: readonly { kind: PartKind; part: Part }[],
): Promise<void> {
  for (const { table, month } of before) {
    const still = parts.some(({ kind, part }) => kind.table === table && part.month.month === month);
    const kind = PART_KINDS.find((each) => each.table === table);
    if (!still && kind !== undefined) await forget(context, kind, month);
  }
}

async function forget(context: BuildContext, kind: PartKind, month: string): Promise<void> {
  const ofMonth = `file_month = date '${month}-01'`;
  for (const relation of kind.relations) await run(context, `delete from vigie.main.${relation} where ${ofMonth}`);
  await run(context, `delete from vigie.main.access_reporting where ${ofMonth} and source = ${quoteText(kind.source)}`);
}

/** Writes, or takes over, what tells outages of each month, and finds them over all months: one may begin in one and end in the next. */
async function buildOutages(context: BuildContext, files: AccessFiles, extended: boolean): Promise<void> {
  const months = files.get('api_request') ?? [];
  const before = context.previous?.record.manifest.files ?? [];
  let isSame =
    extended && before.filter(({ path }) => path.startsWith('parquet/api_request/')).length === months.length;
  const thinned: string[] = [];
  for (const { record } of months) {
    const source = monthFile('api_request', record.month);
    const path = `index/outage-${record.month}.parquet`;
    const unchanged = before.some((file) => file.path === source && file.sha256 === context.files.get(source)?.sha256);
    if (!unchanged || !(await reuseFile(context, path))) {
      isSame = false;
      await writeParquet(context, path, thinRequestsSql(join(context.folder, source)));
    }
    thinned.push(join(context.folder, path));
  }
  if (!isSame) await fillOutages(context, thinned);
}

/** Steps of one name added up over the months. */
function addUp(records: readonly RollupRecord[]): ManifestStep[] {
  const byName = Map.groupBy(
    records.flatMap((record) => record.steps),
    (step) => step.name,
  );
  return [...byName].map(([name, steps]) => ({
    name,
    rowsIn: steps.reduce((sum, step) => sum + step.rowsIn, 0),
    rowsOut: steps.reduce((sum, step) => sum + step.rowsOut, 0),
    leftOut: (steps[0]?.leftOut ?? []).map(({ reason }, index) => ({
      reason,
      rows: steps.reduce((sum, step) => sum + (step.leftOut[index]?.rows ?? 0), 0),
    })),
  }));
}
