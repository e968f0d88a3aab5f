import { router } from '../trpc.ts';
import { figureProcedure } from './figure-procedure.ts';

export const growthRouter = router({
  change: figureProcedure('growth.change'),
  decomposition: figureProcedure('growth.decomposition'),
});
