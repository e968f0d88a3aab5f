import { VERDICTS } from '@vigie/ui';
import * as z from 'zod/mini';

const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const day = z.iso.date();
const optional = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined);

/** What the address of an Access screen may hold: only what the person chose. What cannot be read is dropped, so that an old link still opens. */
export const accessSearchSchema = z.object({
  /** 2026-10; the last whole month unless said. */
  month: optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/u))),
  partner: optional(code),
  /** Cells of one verdict only. */
  status: optional(z.enum(VERDICTS)),
  /** Published statistics and register: first day and first day after. */
  from: optional(day),
  to: optional(day),
  interface: optional(code),
  /** Kind of access request; kind of place. */
  kind: optional(code),
  /** Availability: the day of the reading. */
  date: optional(day),
  departement: optional(code),
  state: optional(z.enum(['open', 'closed', 'all'])),
});
export type AccessSearch = z.infer<typeof accessSearchSchema>;
