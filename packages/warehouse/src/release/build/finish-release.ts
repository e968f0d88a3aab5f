import { rename, stat, writeFile } from 'node:fs/promises';
import { textOf } from '../../engine/read-rows.ts';
import { join } from 'node:path';
import { canonicalJson, sha256, sha256File } from '@vigie/evidence';
import type { JsonValue } from '@vigie/evidence';
import { quoteText } from '../../engine/quote.ts';
import { SCHEMA_VERSION } from '../manifest.ts';
import type { Manifest, Seal } from '../manifest.ts';
import { DATABASE_FILE, MANIFEST_FILE, SEAL_FILE } from '../paths.ts';
import { rows, run } from './build-context.ts';
import type { BuildContext } from './build-context.ts';
import { syncPath } from './workspace.ts';

export interface ReleaseIdentity {
  readonly contentHash: string;
  readonly codeRevision: string;
  readonly simulated: boolean;
}

/** The span of the dated rows: first day, and the day after the last. */
async function readSpan(context: BuildContext): Promise<{ dataFrom: string | null; dataToExclusive: string | null }> {
  const [span] = await rows(
    context,
    `select min(a) as a, max(b) as b from (
      select min(day) as a, max(day) + 1 as b from vigie.main.rollup_booking_day where class in ('counted', 'rescheduled')
       and day <= coalesce((select max(extracted_on) from vigie.main.ingest where table_name = 'booking'), day)
      union all select min(period_start), max(case period_grain when 'day' then period_start + 1 when 'week' then period_start + 7
        else cast(period_start + interval 1 month as date) end) from vigie.main.booking_count
      union all select min(snapshot_date), max(snapshot_date) + 1 from vigie.main.availability
      union all select min(cast(timezone('Europe/Paris', "at") as date)), max(cast(timezone('Europe/Paris', "at") as date)) + 1 from vigie.main.availability_hourly
      union all select min(month), cast(max(month) + interval 1 month as date) from vigie.main.equipment
      union all select min(month), cast(max(month) + interval 1 month as date) from vigie.main.vendor_volume
      union all select min(day), max(day) + 1 from vigie.main.access_reporting)`,
  );
  return { dataFrom: dayOrNull(span?.['a']), dataToExclusive: dayOrNull(span?.['b']) };
}

function dayOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The classes of bookings as a step: counted rows against those that counting leaves out. */
async function addClassStep(context: BuildContext): Promise<void> {
  const found = await rows(
    context,
    'select cast(class as varchar) as class, sum(rows) as n from vigie.main.rollup_booking_day group by 1 order by 1',
  );
  if (found.length === 0) return;
  const by = new Map(found.map((row) => [textOf(row, 'class'), Number(row['n'])]));
  context.steps.push({
    name: 'booking: counted',
    rowsIn: [...by.values()].reduce((sum, n) => sum + n, 0),
    rowsOut: by.get('counted') ?? 0,
    leftOut: [...by].filter(([name]) => name !== 'counted').map(([reason, n]) => ({ reason, rows: n })),
  });
}

async function readRules(context: BuildContext): Promise<Manifest['rules']> {
  const found = await rows(
    context,
    'select rule, severity, cast(sum(rows) as bigint) as n from vigie.main.issue_count group by 1, 2 order by 1, 2',
  );
  return found.map((row) => ({ rule: textOf(row, 'rule'), severity: textOf(row, 'severity'), rows: Number(row['n']) }));
}

/** Makes the manifest from what was built, and writes `release_info`. */
export async function describeRelease(context: BuildContext, identity: ReleaseIdentity): Promise<Manifest> {
  const span = await readSpan(context);
  await addClassStep(context);
  const info = {
    schema_version: SCHEMA_VERSION,
    simulated: identity.simulated,
    data_from: span.dataFrom,
    data_to_exclusive: span.dataToExclusive,
    content_hash: identity.contentHash,
  };
  await run(context, 'delete from vigie.main.release_info');
  for (const [key, value] of Object.entries(info)) {
    await run(
      context,
      `insert into vigie.main.release_info values (${quoteText(key)}, ${value === null ? 'null' : quoteText(String(value))})`,
    );
  }
  return {
    kind: 'vigie-release',
    schemaVersion: SCHEMA_VERSION,
    ...identity,
    ...span,
    inputs: context.ingests.map(({ record }) => ({
      ingestId: record.id,
      name: record.file.name,
      sha256: record.file.sha256,
      bytes: record.file.bytes,
      profile: record.profile.name,
      profileVersion: record.profile.version,
      table: record.table,
      rowsIn: record.rowsIn,
      accepted: record.accepted,
      rejected: record.rejected,
      warned: record.warned,
      extractedOn: record.extractedOn,
    })),
    steps: context.steps,
    rules: await readRules(context),
    files: [...context.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** Closes the database, hashes it, and writes the release's two papers. Returns the release hash. */
export async function sealRelease(
  context: BuildContext,
  manifest: Manifest,
  about: { number: number; engine: string; startedAt: number },
): Promise<Seal> {
  await run(context, 'checkpoint vigie');
  await run(context, 'detach vigie');
  const database = join(context.folder, DATABASE_FILE);
  const manifestText = `${canonicalJson(manifest as unknown as JsonValue)}\n`;
  const seal: Seal = {
    number: about.number,
    releaseHash: sha256(manifestText),
    builtAt: new Date().toISOString(),
    engine: about.engine,
    buildSeconds: Math.round((Date.now() - about.startedAt) / 100) / 10,
    database: {
      path: DATABASE_FILE,
      sha256: await sha256File(database, context.signal),
      bytes: (await stat(database)).size,
    },
  };
  await writeDurably(join(context.folder, MANIFEST_FILE), manifestText);
  await writeDurably(join(context.folder, SEAL_FILE), `${JSON.stringify(seal, null, 2)}\n`);
  await syncPath(database);
  return seal;
}

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await syncPath(`${path}.part`);
  await rename(`${path}.part`, path);
}
