import { router } from '../trpc.ts';
import { figureProcedure } from './figure-procedure.ts';

export const marketRouter = router({
  share: figureProcedure('market.share'),
  definitions: figureProcedure('market.definitions'),
  concentration: figureProcedure('market.concentration'),
  mergerScreen: figureProcedure('market.merger-screen'),
  local: figureProcedure('market.local'),
  availability: figureProcedure('market.availability'),
  penetration: figureProcedure('market.penetration'),
});
