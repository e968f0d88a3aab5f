import type { Readable } from 'node:stream';
import type { CreateUpload, Guess, IngestUpload, Job, Upload, UploadService, UploadState } from '@vigie/api';
import { AppError } from '@vigie/kernel';
import type { JobStore } from '../jobs/job-store.ts';
import type { JobHandler, JobRunner } from '../jobs/job-runner.ts';
import { toProblem } from '../jobs/problem.ts';
import type { WarehouseWork } from '../jobs/warehouse-work.ts';
import type { Logger } from '../logger.ts';
import { receiveBytes } from './receive-bytes.ts';
import type { UploadFiles } from './upload-files.ts';
import type { UploadStore } from './upload-store.ts';

export interface UploadDependencies {
  readonly store: UploadStore;
  readonly files: UploadFiles;
  readonly jobs: JobStore;
  readonly work: WarehouseWork;
  readonly logger: Logger;
  readonly maxBytes: number;
  /** The runner needs the handler below, and the service needs the runner: it is asked for when used. */
  readonly runner: () => JobRunner;
}

const PROGRESS_EVERY_MS = 250;
const CAN_RECEIVE: readonly UploadState[] = ['waiting', 'failed'];
const HAS_BYTES: readonly UploadState[] = ['received', 'needs-profile', 'failed'];

const conflict = (upload: Upload, verb: string): AppError =>
  new AppError('CONFLICT', `“${upload.name}” cannot be ${verb}: it is ${upload.state}.`, {
    reason: 'UPLOAD_STATE',
    where: { upload: upload.id, state: upload.state },
  });

/** Files on their way in: announced, received, guessed, read. */
export class Uploads implements UploadService {
  readonly #deps: UploadDependencies;
  readonly #receiving = new Map<string, AbortController>();

  constructor(dependencies: UploadDependencies) {
    this.#deps = dependencies;
  }

  async create(input: CreateUpload): Promise<{ uploadId: string; url: string }> {
    if (input.bytes !== undefined && input.bytes > this.#deps.maxBytes) {
      const where = { bytes: input.bytes, maxBytes: this.#deps.maxBytes };
      const cure = 'Split or compress the file, or raise VIGIE_MAX_UPLOAD_BYTES.';
      throw new AppError('LIMIT_REACHED', 'The file is larger than this server takes.', {
        reason: 'UPLOAD_TOO_LARGE',
        where,
        cure,
      });
    }
    const upload = await this.#deps.store.create(input);
    return { uploadId: upload.id, url: `/uploads/${upload.id}` };
  }

  list(): Promise<Upload[]> {
    return this.#deps.store.list();
  }

  get(id: string): Promise<Upload> {
    return this.#deps.store.get(id);
  }

  /** Takes the bytes of an announced upload, then queues its ingestion. */
  async receive(id: string, source: Readable): Promise<Upload> {
    const { store, files } = this.#deps;
    const found = await store.get(id);
    const canReceive = found.sha256 === null && CAN_RECEIVE.includes(found.state);
    const change = { state: 'receiving', receivedBytes: 0, problem: null } as const;
    const upload = canReceive ? await store.change(id, change, CAN_RECEIVE) : null;
    if (upload === null) throw conflict(await store.get(id), 'received');
    const abort = new AbortController();
    this.#receiving.set(id, abort);
    try {
      const { sha256, bytes } = await this.#write(upload, source, abort.signal);
      const received = await store.change(id, { state: 'received', sha256, bytes, receivedBytes: bytes }, [
        'receiving',
      ]);
      if (received === null) throw conflict(await store.get(id), 'received');
    } catch (error) {
      files.remove(id);
      await this.#failTransfer(id, error);
      throw error;
    } finally {
      this.#receiving.delete(id);
    }
    return this.#queueIngest(id);
  }

  #write(upload: Upload, source: Readable, signal: AbortSignal): Promise<{ sha256: string; bytes: number }> {
    const { store, files, maxBytes } = this.#deps;
    let lastAt = 0;
    return receiveBytes({
      source,
      partial: files.partial(upload.id),
      whole: files.whole(upload.id),
      maxBytes,
      expectedBytes: upload.bytes,
      signal,
      onBytes: (received) => {
        if (Date.now() - lastAt < PROGRESS_EVERY_MS) return;
        lastAt = Date.now();
        store.tellReceived(upload, received);
      },
    });
  }

  async #failTransfer(id: string, error: unknown): Promise<void> {
    const cancelled = error instanceof AppError && error.code === 'CANCELLED';
    const change = cancelled
      ? ({ state: 'cancelled' } as const)
      : ({ state: 'failed', problem: toProblem(error) } as const);
    await this.#deps.store.change(id, change, ['receiving']);
  }

  async guess(id: string): Promise<Guess> {
    const upload = await this.get(id);
    if (upload.sha256 === null || !HAS_BYTES.includes(upload.state)) throw conflict(upload, 'looked into');
    return { uploadId: id, ...(await this.#deps.work.guess(this.#deps.files.whole(id), upload.name)) };
  }

  async ingest(input: IngestUpload): Promise<Upload> {
    const upload = await this.get(input.uploadId);
    if (upload.sha256 === null || !HAS_BYTES.includes(upload.state)) throw conflict(upload, 'read');
    const choice = { profile: input.profile ?? null, mapping: input.mapping ?? null, profileGuessed: false };
    const changed = await this.#deps.store.change(
      upload.id,
      { ...choice, state: 'received', problem: null },
      HAS_BYTES,
    );
    if (changed === null) throw conflict(await this.get(upload.id), 'read');
    return this.#queueIngest(upload.id);
  }

  async #queueIngest(id: string): Promise<Upload> {
    await this.#deps.jobs.add({ kind: 'ingest', uploadId: id });
    this.#deps.runner().wake();
    return this.get(id);
  }

  async cancel(id: string): Promise<Upload> {
    const upload = await this.get(id);
    const transfer = this.#receiving.get(id);
    if (transfer !== undefined) {
      transfer.abort();
      return (await this.#deps.store.change(id, { state: 'cancelled' }, ['receiving'])) ?? this.get(id);
    }
    if (upload.state === 'done' || upload.state === 'cancelled') throw conflict(upload, 'cancelled');
    if (upload.jobId !== null && (upload.state === 'received' || upload.state === 'ingesting')) {
      await this.#deps.runner().cancel(upload.jobId);
      return this.get(id);
    }
    this.#deps.files.remove(id);
    return (await this.#deps.store.change(id, { state: 'cancelled' })) ?? upload;
  }

  /** The ingest job: reads the file, with its guessed profile when none was given, and keeps what became of it. */
  readonly ingestJob: JobHandler = async (job, options) => {
    const { store, files, work } = this.#deps;
    const upload = await store.get(job.uploadId ?? '');
    await store.change(upload.id, { state: 'ingesting' });
    const mapping = (await store.mapping(upload.id)) ?? undefined;
    const profile = upload.profile ?? undefined;
    const outcome = await work.ingest({ path: files.whole(upload.id), name: upload.name, profile, mapping }, options);
    const profileGuessed = profile === undefined && mapping === undefined;
    await store.change(upload.id, { ...outcome, profileGuessed, state: 'done' });
    // The warehouse keeps the bytes now, under their hash.
    files.remove(upload.id);
    return null;
  };

  /** Called by the runner when an ingest job ended without success. */
  async ingestEnded(job: Job, error: unknown): Promise<void> {
    if (error === null || job.uploadId === null) return;
    const { store, files } = this.#deps;
    if (error instanceof AppError && error.code === 'CANCELLED') {
      files.remove(job.uploadId);
      await store.change(job.uploadId, { state: 'cancelled' });
      return;
    }
    const fits = !(error instanceof AppError && error.reason === 'NO_PROFILE_FITS');
    await store.change(job.uploadId, { state: fits ? 'failed' : 'needs-profile', problem: toProblem(error) });
  }

  /** Ends transfers under way, at the server's end. */
  close(): void {
    for (const abort of this.#receiving.values()) abort.abort();
  }
}
