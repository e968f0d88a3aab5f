import type { ApiServices } from '@vigie/api';
import type { Db } from '@vigie/database';
import { casesChangedSince } from '@vigie/inquiries';
import { cardOf, getMetric, METRICS } from '@vigie/metrics';
import { createCaseService } from './conduct/case-service.ts';
import { createExaminer } from './conduct/create-examiner.ts';
import { createFigureService } from './figures/figure-service.ts';
import { createReleasePool } from './figures/release-pool.ts';
import { createApp } from './http/create-app.ts';
import type { Listening } from './http/listen.ts';
import { listen } from './http/listen.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { JobStore } from './jobs/job-store.ts';
import { recoverJobs } from './jobs/recover-jobs.ts';
import type { WarehouseWork } from './jobs/warehouse-work.ts';
import type { Logger } from './logger.ts';
import { type BusEvent, createProgressBus } from './progress/progress-bus.ts';
import { createSettingsService } from './settings/settings-service.ts';
import { openUploadFiles } from './uploads/upload-files.ts';
import { Uploads } from './uploads/upload-service.ts';
import { ACTIVE_UPLOAD_STATES, UploadStore } from './uploads/upload-store.ts';
import { createWarehouseService } from './warehouse/warehouse-service.ts';
import { readWebFiles } from './web/web-files.ts';

export interface ServerParts {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly webFolder: string;
  readonly maxUploadBytes: number;
  readonly db: Db;
  readonly work: WarehouseWork;
  readonly logger: Logger;
  readonly version: string;
}

export interface RunningServer {
  readonly port: number;
  readonly services: ApiServices;
  /** Ends subscriptions, transfers and jobs, then the connections. The database stays the caller's. */
  close(): Promise<void>;
}

/** What ended this recently is told to a new subscriber too: it may have ended between the list and the subscription. */
const RECENT_MS = 5 * 60_000;

/** What was in the middle of something when the server last stopped goes on, or is said to have failed. */
async function recover(parts: ServerParts, store: UploadStore): Promise<void> {
  const recovered = await recoverJobs(parts.db);
  const unfinished = await store.inStates([...ACTIVE_UPLOAD_STATES, 'failed']);
  const swept = openUploadFiles(parts.home).sweep(
    new Set(unfinished.filter(({ sha256 }) => sha256 !== null).map(({ id }) => id)),
  );
  if (Object.values(recovered).some((n) => n > 0) || swept > 0)
    parts.logger.warn({ ...recovered, swept }, 'recovered after a stop');
}

/** Puts the parts together and serves them. Everything it keeps in memory belongs to this one server. */
export async function createServer(parts: ServerParts): Promise<RunningServer> {
  const { home, db, work, logger } = parts;
  const bus = createProgressBus(async (): Promise<BusEvent[]> => {
    const since = new Date(Date.now() - RECENT_MS);
    const recentCases = await casesChangedSince(db, since);
    return [
      ...recentCases.map((one) => ({ kind: 'case', case: one }) as const),
      ...(await uploadStore.activeOrChangedSince(since)).map((upload) => ({ kind: 'upload', upload }) as const),
      ...(await jobStore.activeOrEndedSince(since)).map((job) => ({ kind: 'job', job }) as const),
    ];
  });
  const jobStore = new JobStore(db, bus);
  const uploadStore = new UploadStore(db, bus);
  await recover(parts, uploadStore);

  const uploads = new Uploads({
    store: uploadStore,
    files: openUploadFiles(home),
    jobs: jobStore,
    work,
    logger,
    maxBytes: parts.maxUploadBytes,
    runner: () => runner,
  });
  const runner: JobRunner = new JobRunner({
    store: jobStore,
    handlers: { ingest: uploads.ingestJob, build: (_job, options) => work.build(options) },
    onEnd: async (job, error) => {
      if (job.kind === 'build' && error === null) examiner.wake();
      await uploads.ingestEnded(job, error);
    },
    logger,
  });

  const releases = createReleasePool(home);
  const settings = createSettingsService(db, () => warehouse.platformCodes());
  const warehouse = createWarehouseService({
    home,
    releases,
    settings: () => settings.get(),
    runningJobs: async () => (await jobStore.active()).length,
    onNewest: (hash) => examiner.notice(hash),
  });
  const figures = createFigureService(releases);
  const examiner = createExaminer({ db, bus, figures, warehouse, logger });
  const services: ApiServices = {
    figures,
    catalogue: {
      list: () => METRICS.map((metric) => cardOf(metric)),
      card: (id, language) => cardOf(getMetric(id), language),
    },
    warehouse,
    uploads,
    jobs: {
      list: (limit) => jobStore.list(limit),
      get: (id) => jobStore.get(id),
      cancel: (id) => runner.cancel(id),
      enqueueBuild: async () => {
        const job = await jobStore.add({ kind: 'build' });
        runner.wake();
        return job;
      },
    },
    progress: bus,
    settings,
    cases: createCaseService(db, bus),
  };
  const app = createApp({ ...parts, services, uploads, webFiles: readWebFiles(parts.webFolder) });
  const listening: Listening = await listen(app, parts.host, parts.port);
  runner.wake();
  examiner.wake();
  return {
    port: listening.port,
    services,
    close: async () => {
      bus.close();
      uploads.close();
      await Promise.all([listening.close(), runner.close(), examiner.close()]);
      await releases.close();
    },
  };
}
