import type { Job } from '@vigie/api';
import { AppError } from '@vigie/kernel';
import type { Logger } from '../logger.ts';
import type { JobStore } from './job-store.ts';
import { toProblem } from './problem.ts';
import type { ReportProgress, WorkOptions } from './warehouse-work.ts';

/** Progress goes to subscribers at most this often. */
const PROGRESS_EVERY_MS = 200;

/** What one kind of job does. `null`: nothing to keep; a number: the release that came of it. */
export type JobHandler = (job: Job, options: WorkOptions) => Promise<number | null>;

export interface JobRunnerOptions {
  readonly store: JobStore;
  readonly handlers: Readonly<Record<Job['kind'], JobHandler>>;
  /** Told of every job that ended, with its error, so that what waits for it can be put right. */
  readonly onEnd: (job: Job, error: unknown) => Promise<void>;
  readonly logger: Logger;
}

type Outcome = { readonly release: number | null } | { readonly error: unknown };

const cancelledJob = (): AppError => new AppError('CANCELLED', 'The work was cancelled.', { reason: 'JOB_CANCELLED' });

/** Takes queued jobs one after the other: the warehouse has one writer, and a second one would only wait for it. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #running = new Map<string, AbortController>();
  #loop: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Call after adding a job; harmless at any other time. */
  wake(): void {
    this.#again = true;
    if (this.#loop !== null || this.#closed) return;
    this.#loop = this.#work()
      .catch((error: unknown) => this.#options.logger.error({ err: error }, 'the job loop stopped'))
      .finally(() => {
        this.#loop = null;
        if (this.#again && !this.#closed) this.wake();
      });
  }

  /** Cancels a queued or running job. @throws AppError CONFLICT when it has ended. */
  async cancel(id: string): Promise<Job> {
    const { store } = this.#options;
    const change = { state: 'cancelled', finishedAt: new Date(), message: 'cancelled' } as const;
    const waiting = await store.change(id, change, ['queued']);
    if (waiting !== null) {
      await this.#options.onEnd(waiting, cancelledJob());
      return waiting;
    }
    const job = await store.get(id);
    const running = this.#running.get(id);
    if (running === undefined) {
      const details = { reason: 'JOB_ENDED', where: { job: id } };
      throw new AppError('CONFLICT', `This job has ended already: it is ${job.state}.`, details);
    }
    running.abort(cancelledJob());
    const stopped = await store.change(id, change);
    return stopped ?? store.get(id);
  }

  /** Stops what runs and waits for it. Stopped jobs stay `running` in the database; the next start deals with them. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const abort of this.#running.values()) abort.abort(cancelledJob());
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      for (let job = await this.#options.store.nextQueued(); job !== null && !this.#closed;) {
        await this.#run(job);
        job = await this.#options.store.nextQueued();
      }
    }
  }

  async #run(queued: Job): Promise<void> {
    const { store, handlers, logger } = this.#options;
    const abort = new AbortController();
    this.#running.set(queued.id, abort);
    try {
      const job = await store.change(queued.id, { state: 'running', startedAt: new Date(), message: 'starting' }, [
        'queued',
      ]);
      if (job === null) return;
      const outcome = await this.#settle(
        handlers[job.kind](job, { signal: abort.signal, report: this.#reporter(job) }),
      );
      // The server is going down: the job stays as it is, and the next start deals with it.
      if (this.#closed && abort.signal.aborted) return;
      await this.#end(job, outcome, abort.signal.aborted);
    } catch (error) {
      logger.error({ err: error, job: queued.id }, 'a job could not be recorded');
    } finally {
      this.#running.delete(queued.id);
    }
  }

  async #settle(work: Promise<number | null>): Promise<Outcome> {
    try {
      return { release: await work };
    } catch (error) {
      return { error };
    }
  }

  async #end(job: Job, outcome: Outcome, aborted: boolean): Promise<void> {
    const { store, onEnd, logger } = this.#options;
    const finishedAt = new Date();
    if ('release' in outcome) {
      const change = {
        state: 'done',
        finishedAt,
        progressRatio: 1,
        message: 'done',
        release: outcome.release,
      } as const;
      // A cancellation that came too late does not undo what was done.
      const done = await store.change(job.id, change, ['running', 'cancelled']);
      await onEnd(done ?? job, null);
      return;
    }
    // Work that was stopped may end with any error of the tool it was using.
    const error = aborted ? cancelledJob() : outcome.error;
    const cancelled = error instanceof AppError && error.code === 'CANCELLED';
    if (!(error instanceof AppError)) logger.error({ err: error, job: job.id }, `the ${job.kind} job failed`);
    const state = cancelled ? 'cancelled' : 'failed';
    const problem = cancelled ? null : toProblem(error);
    const ended = await store.change(job.id, { state, finishedAt, message: problem?.message ?? 'cancelled', problem });
    await onEnd(ended ?? (await store.get(job.id)), error);
  }

  #reporter(job: Job): ReportProgress {
    let lastAt = 0;
    return (ratio, message) => {
      const now = Date.now();
      if (now - lastAt < PROGRESS_EVERY_MS) return;
      lastAt = now;
      this.#options.store.tellProgress(job, ratio, message);
    };
  }
}
