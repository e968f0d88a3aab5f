import type { Lineage, Settings, Status, WarehouseService } from '@vigie/api';
import { METRICS } from '@vigie/metrics';
import { listReleases, readRelease } from '@vigie/warehouse';
import type { ReleaseRecord } from '@vigie/warehouse';
import type { ReleasePool } from '../figures/release-pool.ts';
import { viewIngest, viewIngests, viewProfiles } from './ingest-views.ts';
import { toLineage } from './lineage.ts';
import type { ReleaseContents } from './release-contents.ts';
import { readReleaseContents } from './release-contents.ts';
import { toReleaseDetail, toReleaseSummary } from './release-views.ts';
import { readRejectPage, streamRejects } from './read-reject-page.ts';
import { verify } from './verify.ts';

export interface WarehouseServiceOptions {
  readonly home: string;
  readonly releases: ReleasePool;
  readonly settings: () => Promise<Settings>;
  readonly runningJobs: () => Promise<number>;
}

const NO_CONTENTS: ReleaseContents = {
  platforms: [],
  departements: [],
  specialties: [],
  months: [],
  registerDays: [],
  tables: [],
};
/** Releases whose contents are remembered; they are small. */
const REMEMBERED = 8;

export interface Warehouse extends WarehouseService {
  /** Codes that a setting may name. */
  platformCodes(): Promise<string[]>;
}

/** Reads of the warehouse as the screens need them. */
export function createWarehouseService(options: WarehouseServiceOptions): Warehouse {
  const { home, releases } = options;
  const remembered = new Map<string, Promise<ReleaseContents>>();

  const contentsOf = (record: ReleaseRecord): Promise<ReleaseContents> => {
    const kept = remembered.get(record.hash) ?? releases.use(record.number, readReleaseContents);
    remembered.delete(record.hash);
    remembered.set(record.hash, kept);
    kept.catch(() => remembered.delete(record.hash));
    for (const [oldest] of [...remembered].slice(0, -REMEMBERED)) remembered.delete(oldest);
    return kept;
  };

  const newestFirst = async (): Promise<ReleaseRecord[]> => (await listReleases(home)).reverse();
  const currentNumber = async (): Promise<number> => (await readRelease(home)).number;

  const status = async (): Promise<Status> => {
    const [[current], ingests, settings, runningJobs] = await Promise.all([
      newestFirst(),
      viewIngests(home),
      options.settings(),
      options.runningJobs(),
    ]);
    const held = new Set(current?.manifest.inputs.map((input) => input.ingestId));
    const waiting = ingests.filter(
      (ingest) => !held.has(ingest.id) && ingest.simulated === (current?.manifest.simulated ?? ingest.simulated),
    );
    return {
      ...(current === undefined ? NO_CONTENTS : await contentsOf(current)),
      release: current === undefined ? null : toReleaseSummary(current, current.number),
      ownPlatform: settings.ownPlatform,
      waitingIngests: waiting.length,
      runningJobs,
    };
  };

  const lineage = async (number?: number): Promise<Lineage> => {
    const record = await readRelease(home, number);
    return toLineage({ record, current: await currentNumber(), contents: await contentsOf(record), metrics: METRICS });
  };

  const platformCodes = async (): Promise<string[]> => {
    const [current] = await newestFirst();
    return current === undefined ? [] : (await contentsOf(current)).platforms.map(({ code }) => code);
  };

  return {
    status,
    lineage,
    platformCodes,
    releases: async () =>
      (await newestFirst()).map((record, _, [newest]) => toReleaseSummary(record, newest?.number ?? 0)),
    release: async (number) => toReleaseDetail(await readRelease(home, number), await currentNumber()),
    verifyRelease: (number, signal) => verify(home, number, signal),
    ingests: () => viewIngests(home),
    ingest: (id) => viewIngest(home, id),
    rejects: (query) => readRejectPage(home, query),
    allRejects: (ingestId, severity, signal) => streamRejects(home, ingestId, severity, signal),
    profiles: async () => viewProfiles(),
  };
}
