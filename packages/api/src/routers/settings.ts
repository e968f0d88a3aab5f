import { z } from 'zod';
import { settingsSchema } from '../schemas/settings.ts';
import { procedure, router } from '../trpc.ts';

export const settingsRouter = router({
  get: procedure
    .input(z.void())
    .output(settingsSchema)
    .query(({ ctx }) => ctx.settings.get()),
  set: procedure
    .input(settingsSchema)
    .output(settingsSchema)
    .mutation(({ ctx, input }) => ctx.settings.set(input)),
});
