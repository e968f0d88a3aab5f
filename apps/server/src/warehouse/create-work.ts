import { METRIC_MACROS } from '@vigie/metrics';
import type { BuildProgress, IngestProgress } from '@vigie/warehouse';
import { buildRelease, ingestFile } from '@vigie/warehouse';
import type { IngestTask, WarehouseWork, WorkOptions } from '../jobs/warehouse-work.ts';
import { guessUpload } from './guess-file.ts';

/** How long a build waits for another process that writes to the same warehouse, the command line for instance. */
const WAIT_FOR_WRITER_SECONDS = 30;

/** The share of an ingestion's time that each stage ends at, by measure on a million rows. */
const INGEST_STAGES: Readonly<Record<IngestProgress['stage'], readonly [number, number, string]>> = {
  receive: [0, 0.1, 'keeping the bytes'],
  profile: [0.1, 0.15, 'recognising the columns'],
  rows: [0.15, 0.9, 'reading the rows'],
  rules: [0.9, 0.99, 'checking the rules'],
  ready: [0.99, 1, 'ready'],
};

const BUILD_STAGES: Readonly<Record<BuildProgress['stage'], readonly [number, number, string]>> = {
  reading: [0, 0.1, 'reading the ingests'],
  bookings: [0.1, 0.4, 'clustering bookings by month'],
  access: [0.4, 0.6, 'clustering access logs by month'],
  database: [0.6, 0.7, 'writing the database'],
  tables: [0.7, 0.75, 'writing the other tables'],
  sums: [0.75, 0.9, 'summing access by day and month'],
  hashing: [0.9, 0.99, 'hashing'],
  publishing: [0.99, 1, 'publishing'],
};

function ratioOf([from, to]: readonly [number, number, string], done: number, total: number): number {
  return from + (to - from) * (total > 0 ? Math.min(1, done / total) : 0);
}

/** A file may fill several tables: their rows are counted together, and the first names the ingest. */
async function ingest(home: string, task: IngestTask, { signal, report }: WorkOptions) {
  const { path, name, profile, mapping, simulated } = task;
  const onProgress = ({ stage, done, total }: IngestProgress): void => {
    const part = INGEST_STAGES[stage];
    report(ratioOf(part, done, total), part[2]);
  };
  const options = simulated === true ? { options: { simulated } } : {};
  const chosen = { ...(profile === undefined ? {} : { profile }), ...(mapping === undefined ? {} : { mapping }) };
  const outcome = await ingestFile({ home, signal, onProgress }, { path, name, ...chosen, ...options });
  const records = [outcome, ...outcome.others];
  const sum = (field: 'rowsIn' | 'accepted' | 'rejected' | 'warned'): number =>
    records.reduce((total, record) => total + record[field], 0);
  return {
    ingestId: outcome.id,
    profile: outcome.profile.name,
    alreadyKnown: outcome.alreadyIngested,
    rowsIn: sum('rowsIn'),
    accepted: sum('accepted'),
    rejected: sum('rejected'),
    warned: sum('warned'),
  };
}

async function build(home: string, { signal, report }: WorkOptions): Promise<number> {
  const onProgress = ({ stage, done, total }: BuildProgress): void => {
    const part = BUILD_STAGES[stage];
    report(ratioOf(part, done, total), part[2]);
  };
  const { release } = await buildRelease(home, {
    macros: METRIC_MACROS,
    signal,
    onProgress,
    waitSeconds: WAIT_FOR_WRITER_SECONDS,
  });
  return release.number;
}

/** The warehouse's long verbs on one home, one at a time as the job runner calls them. */
export function createWarehouseWork(home: string): WarehouseWork {
  return {
    guess: guessUpload,
    ingest: (task, options) => ingest(home, task, options),
    build: (options) => build(home, options),
  };
}
