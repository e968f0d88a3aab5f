import type { Problem } from '@vigie/ui';
import { TRPCClientError } from '@trpc/client';
import * as z from 'zod/mini';

const factsSchema = z.object({
  appCode: z.nullish(z.string()),
  reason: z.nullish(z.string()),
  where: z.nullish(z.record(z.string(), z.union([z.string(), z.number()]))),
  cure: z.nullish(z.string()),
  path: z.nullish(z.string()),
});

/** Six digits from the text of an error: the same error gives the same code, so two people can tell that they saw the same thing. */
export function reportCodeOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').slice(0, 6);
}

/** Any error as a page can show it: what, where, what to do, and what to report. */
export function toProblem(error: unknown, title: string): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const facts = factsSchema.safeParse(error instanceof TRPCClientError ? error.data : {});
  const data = facts.success ? facts.data : {};
  const where = Object.entries(data.where ?? {})
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
  const reportCode = reportCodeOf(`${data.path ?? ''}${data.reason ?? ''}${message}`);
  return {
    title,
    message: where === '' ? message : `${message} (${where})`,
    cure: data.cure ?? null,
    reportCode,
    report: JSON.stringify(
      { report: reportCode, page: location.href, at: new Date().toISOString(), message, ...data },
      null,
      2,
    ),
  };
}

/** Whether an error is a refusal by rule, which is an answer about the data, rather than a failure. */
export function isRefusal(error: unknown): boolean {
  const facts = factsSchema.safeParse(error instanceof TRPCClientError ? error.data : {});
  return facts.success && (facts.data.appCode === 'REFUSED' || facts.data.appCode === 'NOT_FOUND');
}
