import type { Job } from '@vigie/api';
import { jobSchema } from '@vigie/api';
import type { Db } from '@vigie/database';
import { and, asc, desc, eq, gte, inArray, jobs, or } from '@vigie/database';
import { AppError } from '@vigie/kernel';
import type { ProgressBus } from '../progress/progress-bus.ts';

type JobRow = typeof jobs.$inferSelect;
type JobChange = Partial<
  Pick<JobRow, 'state' | 'progressRatio' | 'message' | 'release' | 'problem' | 'startedAt' | 'finishedAt'>
>;

export const ACTIVE_JOB_STATES = ['queued', 'running'];

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toJob(row: JobRow): Job {
  return jobSchema.parse({
    ...row,
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
  });
}

const notFound = (id: string): AppError =>
  new AppError('NOT_FOUND', `There is no job ${id}.`, { reason: 'NO_SUCH_JOB', where: { job: id } });

/** Jobs in the database; every change is also told to the subscribers. */
export class JobStore {
  readonly #db: Db;
  readonly #bus: Pick<ProgressBus, 'publish'>;

  constructor(db: Db, bus: Pick<ProgressBus, 'publish'>) {
    this.#db = db;
    this.#bus = bus;
  }

  async list(limit: number): Promise<Job[]> {
    const rows = await this.#db.select().from(jobs).orderBy(desc(jobs.createdAt), desc(jobs.id)).limit(limit);
    return rows.map(toJob);
  }

  async active(): Promise<Job[]> {
    const rows = await this.#db.select().from(jobs).where(inArray(jobs.state, ACTIVE_JOB_STATES));
    return rows.map(toJob);
  }

  /** Active ones, and those that ended since. */
  async activeOrEndedSince(since: Date): Promise<Job[]> {
    const wanted = or(inArray(jobs.state, ACTIVE_JOB_STATES), gte(jobs.finishedAt, since));
    return (await this.#db.select().from(jobs).where(wanted)).map(toJob);
  }

  async get(id: string): Promise<Job> {
    const [row] = await this.#db.select().from(jobs).where(eq(jobs.id, id));
    if (row === undefined) throw notFound(id);
    return toJob(row);
  }

  async nextQueued(): Promise<Job | null> {
    const queued = this.#db.select().from(jobs).where(eq(jobs.state, 'queued'));
    const [row] = await queued.orderBy(asc(jobs.createdAt), asc(jobs.id)).limit(1);
    return row === undefined ? null : toJob(row);
  }

  /** @throws AppError CONFLICT for a second build: the warehouse has one writer. */
  async add(job: { kind: 'ingest'; uploadId: string } | { kind: 'build' }): Promise<Job> {
    const inserted = await this.#db
      .insert(jobs)
      .values({ kind: job.kind, uploadId: job.kind === 'ingest' ? job.uploadId : null, message: 'waiting' })
      .onConflictDoNothing()
      .returning();
    const [row] = inserted;
    if (row === undefined) {
      throw new AppError('CONFLICT', 'A release is being built already.', {
        reason: 'BUILD_UNDER_WAY',
        cure: 'Wait until it has ended, or cancel it.',
      });
    }
    return this.#tell(row);
  }

  /** Changes a job that is still queued or running; null when it has ended meanwhile. */
  async change(id: string, change: JobChange, from: readonly string[] = ACTIVE_JOB_STATES): Promise<Job | null> {
    const still = and(eq(jobs.id, id), inArray(jobs.state, [...from]));
    const [row] = await this.#db.update(jobs).set(change).where(still).returning();
    return row === undefined ? null : this.#tell(row);
  }

  /** Tells subscribers of progress without writing it: it changes many times a second and nobody needs it later. */
  tellProgress(job: Job, progressRatio: number | null, message: string): void {
    this.#bus.publish({ kind: 'job', job: { ...job, state: 'running', progressRatio, message } });
  }

  #tell(row: JobRow): Job {
    const job = toJob(row);
    this.#bus.publish({ kind: 'job', job });
    return job;
  }
}
