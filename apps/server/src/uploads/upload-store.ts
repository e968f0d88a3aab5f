import type { CreateUpload, Problem, Upload, UploadState } from '@vigie/api';
import { uploadSchema } from '@vigie/api';
import type { Db } from '@vigie/database';
import { and, desc, eq, gte, inArray, or, sql, uploads } from '@vigie/database';
import { AppError } from '@vigie/kernel';
import type { ProgressBus } from '../progress/progress-bus.ts';

type UploadRow = typeof uploads.$inferSelect;
export type UploadChange = Partial<Omit<UploadRow, 'id' | 'createdAt' | 'updatedAt' | 'state' | 'problem'>> & {
  readonly state?: UploadState;
  readonly problem?: Problem | null;
};

export const ACTIVE_UPLOAD_STATES: readonly UploadState[] = [
  'waiting',
  'receiving',
  'received',
  'ingesting',
  'needs-profile',
];

function toUpload(row: UploadRow, jobId: string | null): Upload {
  const { rowsIn, accepted, rejected, warned } = row;
  const rows =
    rowsIn === null ? null : { rowsIn, accepted: accepted ?? 0, rejected: rejected ?? 0, warned: warned ?? 0 };
  const [createdAt, updatedAt] = [row.createdAt.toISOString(), row.updatedAt.toISOString()];
  return uploadSchema.parse({ ...row, rows, jobId, createdAt, updatedAt });
}

// Written out: Drizzle leaves table names away in a select from one table, and "id" would then mean the job's own.
const latestJob = sql<
  string | null
>`(select j.id from jobs j where j.upload_id = uploads.id order by j.created_at desc limit 1)`;

/** Uploads in the database; every change is also told to the subscribers. */
export class UploadStore {
  readonly #db: Db;
  readonly #bus: Pick<ProgressBus, 'publish'>;

  constructor(db: Db, bus: Pick<ProgressBus, 'publish'>) {
    this.#db = db;
    this.#bus = bus;
  }

  async create(input: CreateUpload): Promise<Upload> {
    const values = { name: input.name, bytes: input.bytes ?? null, profile: input.profile ?? null };
    const [row] = await this.#db.insert(uploads).values(values).returning();
    if (row === undefined) throw new Error('the insert returned no row');
    return this.#tell(toUpload(row, null));
  }

  async list(): Promise<Upload[]> {
    const rows = await this.#db
      .select({ row: uploads, jobId: latestJob })
      .from(uploads)
      .orderBy(desc(uploads.createdAt), desc(uploads.id));
    return rows.map(({ row, jobId }) => toUpload(row, jobId));
  }

  async inStates(states: readonly UploadState[]): Promise<Upload[]> {
    const query = this.#db.select({ row: uploads, jobId: latestJob }).from(uploads);
    const rows = await query.where(inArray(uploads.state, [...states]));
    return rows.map(({ row, jobId }) => toUpload(row, jobId));
  }

  /** Active ones, and those that changed since. */
  async activeOrChangedSince(since: Date): Promise<Upload[]> {
    const wanted = or(inArray(uploads.state, [...ACTIVE_UPLOAD_STATES]), gte(uploads.updatedAt, since));
    const rows = await this.#db.select({ row: uploads, jobId: latestJob }).from(uploads).where(wanted);
    return rows.map(({ row, jobId }) => toUpload(row, jobId));
  }

  /** @throws AppError NOT_FOUND. */
  async get(id: string): Promise<Upload> {
    const [found] = await this.#db.select({ row: uploads, jobId: latestJob }).from(uploads).where(eq(uploads.id, id));
    if (found !== undefined) return toUpload(found.row, found.jobId);
    throw new AppError('NOT_FOUND', 'There is no such upload.', { reason: 'NO_SUCH_UPLOAD', where: { upload: id } });
  }

  /** The mapping that a person gave for this upload, if any. */
  async mapping(id: string): Promise<Record<string, unknown> | null> {
    const [found] = await this.#db.select({ mapping: uploads.mapping }).from(uploads).where(eq(uploads.id, id));
    return (found?.mapping ?? null) as Record<string, unknown> | null;
  }

  /** Changes an upload that is in one of `from`; null when another request was faster. */
  async change(id: string, change: UploadChange, from?: readonly UploadState[]): Promise<Upload | null> {
    const where = from === undefined ? eq(uploads.id, id) : and(eq(uploads.id, id), inArray(uploads.state, [...from]));
    const [row] = await this.#db
      .update(uploads)
      .set({ ...change, updatedAt: new Date() })
      .where(where)
      .returning({ id: uploads.id });
    return row === undefined ? null : this.#tell(await this.get(id));
  }

  /** Tells subscribers how far a transfer is, without writing it. */
  tellReceived(upload: Upload, receivedBytes: number): void {
    this.#bus.publish({ kind: 'upload', upload: { ...upload, state: 'receiving', receivedBytes } });
  }

  #tell(upload: Upload): Upload {
    this.#bus.publish({ kind: 'upload', upload });
    return upload;
  }
}
