import { AppError } from '@vigie/kernel';
import type { z } from 'zod';

/** A part of a plain HTTP request by its schema. @throws AppError BAD_INPUT naming the field. */
export function parseQuery<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || name;
  throw new AppError('BAD_INPUT', `“${field}” ${issue?.message ?? 'is not valid'}.`, {
    reason: 'INVALID_INPUT',
    where: { field },
  });
}
