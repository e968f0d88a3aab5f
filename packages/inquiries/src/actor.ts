import { z } from 'zod';

/**
 * Who changes something. `local`: the person at this machine, as long as there are no accounts; `job`: the product itself.
 * Identity will add its own kinds here, and nowhere else.
 */
export const actorSchema = z.object({
  kind: z.enum(['local', 'job']),
  name: z.string().min(1),
});
export type Actor = z.infer<typeof actorSchema>;
