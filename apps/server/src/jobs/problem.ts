import type { Problem } from '@vigie/api';
import { BLAND_MESSAGE } from '@vigie/api';
import { AppError } from '@vigie/kernel';

/** An error as it is kept with an upload or a job. What is not the product's own stays bland; the caller logs its cause. */
export function toProblem(error: unknown): Problem {
  if (error instanceof AppError) {
    return { reason: error.reason, message: error.message, where: { ...error.where }, cure: error.cure ?? null };
  }
  return { reason: 'UNEXPECTED', message: BLAND_MESSAGE, where: {}, cure: null };
}
