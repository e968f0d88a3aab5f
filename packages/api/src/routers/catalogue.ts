import { z } from 'zod';
import { cardLanguageSchema, cardSchema, cardSummarySchema } from '../schemas/catalogue.ts';
import { procedure, router } from '../trpc.ts';

export const catalogueRouter = router({
  list: procedure
    .input(z.void())
    .output(z.object({ metrics: z.array(cardSummarySchema), total: z.number() }))
    .query(({ ctx }) => {
      const metrics = [...ctx.catalogue.list()];
      return { metrics, total: metrics.length };
    }),
  card: procedure
    .input(z.object({ id: z.string().min(1), language: cardLanguageSchema.default('en') }))
    .output(cardSchema)
    .query(({ ctx, input }) => ctx.catalogue.card(input.id, input.language)),
});
