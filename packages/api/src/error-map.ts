import type { AppErrorCode } from '@vigie/kernel';
import { AppError } from '@vigie/kernel';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';

type TrpcCode = TRPCError['code'];

/** The one place where the product's error codes become transport codes. */
const TRPC_CODES: Record<AppErrorCode, TrpcCode> = {
  BAD_INPUT: 'BAD_REQUEST',
  UNREADABLE_FILE: 'UNPROCESSABLE_CONTENT',
  CONTRACT_MISMATCH: 'UNPROCESSABLE_CONTENT',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  REFUSED: 'UNPROCESSABLE_CONTENT',
  TAMPERED: 'PRECONDITION_FAILED',
  CANCELLED: 'CLIENT_CLOSED_REQUEST',
  LIMIT_REACHED: 'PAYLOAD_TOO_LARGE',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
};

export const BLAND_MESSAGE = 'Something went wrong on the server. The cause is in its log.';

/** What `shape.data` carries beside tRPC's own fields. */
export interface ErrorFacts {
  /** The product's code, or null for an error that is not the product's. */
  readonly appCode: AppErrorCode | null;
  readonly reason: string;
  readonly where: Readonly<Record<string, string | number>>;
  readonly cure: string | null;
}

export interface DescribedError {
  readonly code: TrpcCode;
  readonly message: string;
  readonly facts: ErrorFacts;
  /** False: the message is bland and the cause belongs in the log. */
  readonly expected: boolean;
}

function describeAppError(error: AppError): DescribedError {
  return {
    code: TRPC_CODES[error.code],
    message: error.message,
    facts: { appCode: error.code, reason: error.reason, where: error.where, cure: error.cure ?? null },
    expected: true,
  };
}

function describeInvalidInput(error: z.core.$ZodError): DescribedError {
  const first = error.issues[0];
  const field = first?.path.map(String).join('.') ?? '';
  return {
    code: 'BAD_REQUEST',
    message: `${field === '' ? 'The request' : `“${field}”`} is not as expected: ${first?.message ?? 'invalid'}.`,
    facts: { appCode: 'BAD_INPUT', reason: 'INVALID_INPUT', where: field === '' ? {} : { field }, cure: null },
    expected: true,
  };
}

/** Any thrown thing as a message that may go outside, with its transport code. */
export function describeForTransport(error: unknown): DescribedError {
  if (error instanceof AppError) return describeAppError(error);
  if (error instanceof TRPCError) {
    if (error.cause instanceof AppError) return describeAppError(error.cause);
    if (error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError)
      return describeInvalidInput(error.cause);
    if (error.code !== 'INTERNAL_SERVER_ERROR') {
      const facts = { appCode: null, reason: error.code, where: {}, cure: null };
      return { code: error.code, message: error.message, facts, expected: true };
    }
  }
  const facts = { appCode: null, reason: 'UNEXPECTED', where: {}, cure: null };
  return { code: 'INTERNAL_SERVER_ERROR', message: BLAND_MESSAGE, facts, expected: false };
}
