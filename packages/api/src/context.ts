import type {
  Actor,
  AddNote,
  AssignOwner,
  ByCase,
  CaseDetail,
  CaseList,
  CloseCase,
  ListCases,
  ReopenCase,
  SetDueDate,
  SetRootCause,
} from '@vigie/inquiries/shapes';
import type { Figure } from '@vigie/kernel';
import type { Card, CardSummary } from './schemas/catalogue.ts';
import type { Guess, IngestDetail, IngestSummary, Profile, RejectPage, RejectRow } from './schemas/ingest.ts';
import type { CaseChange, Job, ProgressEvent } from './schemas/job.ts';
import type { Lineage } from './schemas/lineage.ts';
import type { ReleaseDetail, ReleaseSummary, Verification } from './schemas/release.ts';
import type { Settings } from './schemas/settings.ts';
import type { Status } from './schemas/status.ts';
import type { CreatedUpload, CreateUpload, IngestUpload, Upload } from './schemas/upload.ts';

/** Answers metrics by name; `params` are checked by the metric's own schema. */
export interface FigureService {
  run(metric: string, params: Record<string, unknown>, options: RunFigureOptions): Promise<Figure>;
}
export interface RunFigureOptions {
  readonly release?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CatalogueService {
  list(): readonly CardSummary[];
  /** Throws NOT_FOUND, with the ids that exist. */
  card(id: string, language: Card['language']): Card;
}

export type RejectSeverity = 'reject' | 'warn' | 'all';

export interface RejectQuery {
  readonly ingestId: string;
  readonly severity: RejectSeverity;
  readonly cursor: number;
  readonly limit: number;
}

/** Reads of the warehouse. Releases are immutable; ingests only grow. */
export interface WarehouseService {
  status(): Promise<Status>;
  releases(): Promise<ReleaseSummary[]>;
  release(number: number): Promise<ReleaseDetail>;
  verifyRelease(number: number, signal?: AbortSignal): Promise<Verification>;
  lineage(number?: number): Promise<Lineage>;
  ingests(): Promise<IngestSummary[]>;
  ingest(id: string): Promise<IngestDetail>;
  rejects(query: RejectQuery): Promise<RejectPage>;
  /** All of them, as a stream, for an export. */
  allRejects(ingestId: string, severity: RejectSeverity, signal?: AbortSignal): AsyncIterable<RejectRow>;
  profiles(): Promise<Profile[]>;
}

export interface UploadService {
  create(input: CreateUpload): Promise<CreatedUpload>;
  list(): Promise<Upload[]>;
  get(id: string): Promise<Upload>;
  guess(id: string): Promise<Guess>;
  ingest(input: IngestUpload): Promise<Upload>;
  cancel(id: string): Promise<Upload>;
}

export interface JobService {
  list(limit: number): Promise<Job[]>;
  get(id: string): Promise<Job>;
  enqueueBuild(): Promise<Job>;
  cancel(id: string): Promise<Job>;
}

/** Sequence number and event; numbers rise by one as long as the server lives. */
export interface NumberedEvent {
  readonly id: string;
  readonly event: ProgressEvent | CaseChange;
}
export interface ProgressService {
  /** First what a newcomer has missed since `lastEventId`, then what happens, until the signal aborts. */
  follow(lastEventId: string | undefined, signal: AbortSignal): AsyncIterable<NumberedEvent>;
}

export interface SettingsService {
  get(): Promise<Settings>;
  set(settings: Settings): Promise<Settings>;
}

/** Conduct cases. Every change is made by somebody, who stands in its event. */
export interface CaseService {
  list(input: ListCases): Promise<CaseList>;
  get(input: ByCase): Promise<CaseDetail>;
  assign(actor: Actor, input: AssignOwner): Promise<CaseDetail>;
  setDueDate(actor: Actor, input: SetDueDate): Promise<CaseDetail>;
  setRootCause(actor: Actor, input: SetRootCause): Promise<CaseDetail>;
  addNote(actor: Actor, input: AddNote): Promise<CaseDetail>;
  close(actor: Actor, input: CloseCase): Promise<CaseDetail>;
  reopen(actor: Actor, input: ReopenCase): Promise<CaseDetail>;
}

/** What the composition root hands to every procedure. */
export interface ApiServices {
  readonly figures: FigureService;
  readonly catalogue: CatalogueService;
  readonly warehouse: WarehouseService;
  readonly uploads: UploadService;
  readonly jobs: JobService;
  readonly progress: ProgressService;
  readonly settings: SettingsService;
  readonly cases: CaseService;
}

export interface ApiContext extends ApiServices {
  /** Who asks. */
  readonly actor: Actor;
  /** Called with the cause of every error whose message is not shown outside. */
  readonly logUnexpected: (error: unknown, path: string | undefined) => void;
}
