import { router } from '../trpc.ts';
import { casesRouter } from './cases.ts';
import { figureProcedure } from './figure-procedure.ts';

export const accessRouter = router({
  parity: figureProcedure('access.parity'),
  monitor: figureProcedure('access.monitor'),
  delays: figureProcedure('access.delays'),
  reasons: figureProcedure('access.reasons'),
  hiddenSlots: figureProcedure('access.hidden-slots'),
  published: figureProcedure('access.published'),
  requests: figureProcedure('access.requests'),
  availability: figureProcedure('access.availability-by-platform'),
  cases: casesRouter,
});
