import type { AccessContents, Lineage, Settings, Status, WarehouseService } from '@vigie/api';
import { METRICS } from '@vigie/metrics';
import type { ReleaseRecord } from '@vigie/warehouse';
import type { ReleasePool } from '../figures/release-pool.ts';
import { NO_ACCESS } from './access-contents.ts';
import { createIngestShelf } from './ingest-shelf.ts';
import { toIngestDetail, toIngestSummary, viewProfiles } from './ingest-views.ts';
import { toLineage } from './lineage.ts';
import type { ReleaseContents } from './release-contents.ts';
import { readReleaseContents } from './release-contents.ts';
import { createReleaseShelf } from './release-shelf.ts';
import { toReleaseDetail, toReleaseSummary } from './release-views.ts';
import { readRejectPage, streamRejects } from './read-reject-page.ts';
import { verify } from './verify.ts';

export interface WarehouseServiceOptions {
  readonly home: string;
  readonly releases: ReleasePool;
  readonly settings: () => Promise<Settings>;
  readonly runningJobs: () => Promise<number>;
  /** Told which release is the newest, each time somebody asks for the status. */
  readonly onNewest: (hash: string) => void;
}

const NO_CONTENTS: ReleaseContents = {
  platforms: [],
  departements: [],
  specialties: [],
  months: [],
  access: NO_ACCESS,
  registerDays: [],
  tables: [],
};
/** Releases whose contents are remembered; they are small. */
const REMEMBERED = 8;

export interface Warehouse extends WarehouseService {
  /** Codes that a setting may name. */
  platformCodes(): Promise<string[]>;
  /** The newest release with its access data; null when there is none. */
  currentAccess(): Promise<{ readonly record: ReleaseRecord; readonly access: AccessContents } | null>;
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

  const shelf = createReleaseShelf(home);
  const ingests = createIngestShelf(home);
  const currentNumber = async (): Promise<number> => (await shelf.get()).number;

  const status = async (): Promise<Status> => {
    const [[current], shelved, settings, runningJobs] = await Promise.all([
      shelf.list(),
      ingests.list(),
      options.settings(),
      options.runningJobs(),
    ]);
    if (current !== undefined) options.onNewest(current.hash);
    const held = new Set(current?.manifest.inputs.map((input) => input.ingestId));
    const waiting = shelved.filter(
      ({ record }) => !held.has(record.id) && record.simulated === (current?.manifest.simulated ?? record.simulated),
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
    const record = await shelf.get(number);
    return toLineage({ record, current: await currentNumber(), contents: await contentsOf(record), metrics: METRICS });
  };

  const platformCodes = async (): Promise<string[]> => {
    const [current] = await shelf.list();
    return current === undefined ? [] : (await contentsOf(current)).platforms.map(({ code }) => code);
  };

  const currentAccess: Warehouse['currentAccess'] = async () => {
    const [record] = await shelf.list();
    return record === undefined ? null : { record, access: (await contentsOf(record)).access };
  };

  return {
    status,
    lineage,
    platformCodes,
    currentAccess,
    releases: async () =>
      (await shelf.list()).map((record, _, [newest]) => toReleaseSummary(record, newest?.number ?? 0)),
    release: async (number) => toReleaseDetail(await shelf.get(number), await currentNumber()),
    verifyRelease: (number, signal) => verify(home, number, signal),
    ingests: async () => (await ingests.list()).map(toIngestSummary),
    ingest: async (id) => toIngestDetail(await ingests.get(id)),
    rejects: (query) => readRejectPage(home, query),
    allRejects: (ingestId, severity, signal) => streamRejects(home, ingestId, severity, signal),
    profiles: async () => viewProfiles(),
  };
}
