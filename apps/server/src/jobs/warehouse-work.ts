import type { Guess } from '@vigie/api';

/** What a long piece of work says while it goes. `ratio` is 0–1, or null when it cannot be known. */
export type ReportProgress = (ratio: number | null, message: string) => void;

export interface WorkOptions {
  readonly signal: AbortSignal;
  readonly report: ReportProgress;
}

export interface IngestTask {
  /** Absolute path of the received bytes. */
  readonly path: string;
  /** The name the person's file had. */
  readonly name: string;
  /** Guessed from the file's columns when neither it nor a mapping is given. */
  readonly profile?: string | undefined;
  readonly mapping?: Readonly<Record<string, unknown>> | undefined;
  /** Made by the simulation: never mixed with real data. */
  readonly simulated?: boolean;
}

export interface IngestOutcome {
  readonly ingestId: string;
  readonly profile: string;
  readonly alreadyKnown: boolean;
  readonly rowsIn: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly warned: number;
}

export type FileGuess = Omit<Guess, 'uploadId'>;

/** The long verbs of the warehouse, as the jobs need them. */
export interface WarehouseWork {
  guess(path: string, name: string): Promise<FileGuess>;
  /** @throws AppError CONTRACT_MISMATCH / NO_PROFILE_FITS when a profile had to be guessed and none fits. */
  ingest(task: IngestTask, options: WorkOptions): Promise<IngestOutcome>;
  /** @returns the number of the release that now is the newest. */
  build(options: WorkOptions): Promise<number>;
}
