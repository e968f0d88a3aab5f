/** The closed list of what can go wrong. Each face maps a code to its own transport once. */
export const APP_ERROR_CODES = [
  'BAD_INPUT',
  'UNREADABLE_FILE',
  'CONTRACT_MISMATCH',
  'NOT_FOUND',
  'CONFLICT',
  'REFUSED',
  'TAMPERED',
  'CANCELLED',
  'LIMIT_REACHED',
  'UNAVAILABLE',
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export interface AppErrorDetails {
  /** A stable, upper-case reason for programs: NO_SUCH_PROFILE, MISSING_COLUMN… */
  readonly reason: string;
  /** Where it happened: file, line, column, path, release… */
  readonly where?: Readonly<Record<string, string | number>>;
  /** What the person can do now. */
  readonly cure?: string;
  readonly cause?: unknown;
}

/** The one error of the product: what went wrong (message), where, and what to do. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly reason: string;
  readonly where: Readonly<Record<string, string | number>>;
  readonly cure: string | undefined;

  constructor(code: AppErrorCode, message: string, details: AppErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.reason = details.reason;
    this.where = details.where ?? {};
    this.cure = details.cure;
  }
}

/** One readable sentence or two for a terminal or a toast. */
export function describeError(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error);
  const where = Object.entries(error.where).map(([k, v]) => `${k} ${v}`);
  return [error.message, where.length > 0 ? `(${where.join(', ')})` : '', error.cure ?? ''].filter(Boolean).join(' ');
}
