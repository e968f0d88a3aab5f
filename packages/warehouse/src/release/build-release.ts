import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '@vigie/evidence';
import type { JsonValue } from '@vigie/evidence';
import { openDatabase, readEngineVersion } from '../engine/open-database.ts';
import { cancelledError, translateLimit } from '../engine/run-sql.ts';
import { installMacros } from '../query/install-macros.ts';
import type { MacroDefinition } from '../query/install-macros.ts';
import { buildAccessFiles } from './build/access/build-access-files.ts';
import { buildAccessRollups } from './build/access/build-access-rollups.ts';
import { buildBookings } from './build/booking/build-bookings.ts';
import type { BuildContext, BuildProgress } from './build/build-context.ts';
import { progress } from './build/build-context.ts';
import { readCodeRevision } from './build/code-revision.ts';
import { sortRowsFor } from './build/booking/sort-slices.ts';
import { describeRelease, sealRelease } from './build/finish-release.ts';
import { buildDatabase } from './build/native/build-database.ts';
import { pickIngests } from './build/pick-ingests.ts';
import type { DataChoice, PickedIngests } from './build/pick-ingests.ts';
import { findPrevious } from './build/previous-release.ts';
import { BUILD_RULES_VERSION } from './build/rules-version.ts';
import { buildEquipment } from './build/tables/build-equipment.ts';
import { buildSeries } from './build/tables/build-series.ts';
import { buildTables } from './build/tables/build-tables.ts';
import { applyVolumeRule } from './build/tables/volume-rule.ts';
import { createWorkspace, nextReleaseNumber, publish, sweepBuilding } from './build/workspace.ts';
import type { Workspace } from './build/workspace.ts';
import { listReleaseNumbers, readRelease } from './list-releases.ts';
import type { ReleaseRecord } from './list-releases.ts';
import { SCHEMA_VERSION } from './manifest.ts';
import { acquireWriteLock } from './write-lock.ts';

export interface BuildOptions {
  /** One macro per metric, from the catalogue: the warehouse knows no metric. */
  readonly macros?: readonly MacroDefinition[];
  /** Build even if nothing changed, and take nothing over from the last release. */
  readonly force?: boolean;
  readonly data?: DataChoice;
  /** What the manifest says of the code; found from the repository or the package by default. */
  readonly codeRevision?: string;
  readonly memoryLimitMb?: number;
  readonly threads?: number;
  /** How long to wait for another writer; 0 by default. */
  readonly waitSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BuildProgress) => void;
}

export interface BuildResult {
  readonly release: ReleaseRecord;
  /** False when the last release already holds exactly this, and was kept. */
  readonly changed: boolean;
  readonly leftAside: PickedIngests['leftAside'];
}

/**
 * Builds a release of everything ingested under `home` and publishes it with one rename; until then, and whatever happens,
 * the last release stands.
 * @throws AppError CONFLICT while another writer works, NOT_FOUND when nothing was ingested, LIMIT_REACHED on a full disk, CANCELLED.
 */
export async function buildRelease(home: string, options: BuildOptions = {}): Promise<BuildResult> {
  const unlock = await acquireWriteLock(home, { waitSeconds: options.waitSeconds ?? 0, signal: options.signal });
  try {
    await sweepBuilding(home);
    const picked = await pickIngests(home, options.data);
    const contentHash = hashContent(picked, options.macros ?? []);
    const current = await currentRelease(home);
    if (options.force !== true && current?.manifest.contentHash === contentHash) {
      return { release: current, changed: false, leftAside: picked.leftAside };
    }
    const release = await buildAside(home, { picked, contentHash, options });
    return { release, changed: true, leftAside: picked.leftAside };
  } finally {
    unlock();
  }
}

async function buildAside(home: string, task: BuildTask): Promise<ReleaseRecord> {
  const workspace = await createWorkspace(home);
  try {
    return await buildIn(home, workspace, task);
  } catch (error) {
    if (task.options.signal?.aborted === true) throw cancelledError();
    throw translateLimit(error);
  } finally {
    await workspace.dispose();
  }
}

function hashContent(picked: PickedIngests, macros: readonly MacroDefinition[]): string {
  const content = {
    schema: SCHEMA_VERSION,
    rules: BUILD_RULES_VERSION,
    simulated: picked.simulated,
    ingests: picked.ingests.map((ingest) => ingest.record.id),
    macros: [...macros].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return sha256(canonicalJson(content as unknown as JsonValue));
}

/** The last release if its papers agree; one that was tampered with counts as none, so that a new one is built. */
async function currentRelease(home: string): Promise<ReleaseRecord | null> {
  const last = (await listReleaseNumbers(home)).at(-1);
  return last === undefined ? null : readRelease(home, last).catch(() => null);
}

interface BuildTask {
  readonly picked: PickedIngests;
  readonly contentHash: string;
  readonly options: BuildOptions;
}

async function buildIn(home: string, workspace: Workspace, task: BuildTask): Promise<ReleaseRecord> {
  const { options, picked } = task;
  const startedAt = Date.now();
  const memoryLimitMb = options.memoryLimitMb ?? 1400;
  const database = await openDatabase({
    path: join(workspace.scratch, 'work.duckdb'),
    memoryLimitMb,
    threads: options.threads ?? Math.min(4, availableParallelism()),
    temporaryDirectory: join(workspace.scratch, 'spill'),
  });
  try {
    const connection = await database.connect();
    const engine = await readEngineVersion(connection);
    const context: BuildContext = {
      connection,
      folder: workspace.folder,
      scratch: workspace.scratch,
      sortRows: sortRowsFor(memoryLimitMb),
      ingests: picked.ingests,
      previous: options.force === true ? null : await findPrevious(home, engine),
      steps: [],
      files: new Map(),
      signal: options.signal,
      onProgress: options.onProgress ?? (() => undefined),
    };
    await fill(context, options.macros ?? []);
    const identity = {
      contentHash: task.contentHash,
      codeRevision: options.codeRevision ?? (await readCodeRevision()),
      simulated: picked.simulated,
    };
    const manifest = await describeRelease(context, identity);
    progress(context, 'hashing', 0, 1);
    const number = await nextReleaseNumber(home);
    await sealRelease(context, manifest, { number, engine, startedAt });
    progress(context, 'publishing', 0, 1);
    await publish(home, workspace.folder, number);
    return await readRelease(home, number);
  } finally {
    database.close();
  }
}

async function fill(context: BuildContext, macros: readonly MacroDefinition[]): Promise<void> {
  const bookings = await buildBookings(context);
  const access = await buildAccessFiles(context);
  const { extended, firstNewMonth } = await buildDatabase(context, bookings);
  const { changed } = await buildTables(context, extended);
  await buildAccessRollups(context, access, extended);
  await buildEquipment(context, { extended, changedTables: changed });
  await buildSeries(context, firstNewMonth, extended);
  await applyVolumeRule(context);
  await installMacros(context.connection, macros);
}
