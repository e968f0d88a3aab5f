import { z } from 'zod';
import { releaseNumberSchema } from './common.ts';

/**
 * What every figure is asked for with. `params` are checked by the metric's own schema (see its card);
 * without `release` the newest published release answers.
 */
export const figureRequestSchema = z.object({
  params: z.record(z.string(), z.unknown()).default({}),
  release: releaseNumberSchema.optional(),
});
export type FigureRequest = z.infer<typeof figureRequestSchema>;
