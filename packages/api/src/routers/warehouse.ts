import { router } from '../trpc.ts';
import { ingestProcedures } from './ingests.ts';
import { releaseProcedures } from './releases.ts';
import { settingsRouter } from './settings.ts';
import { uploadProcedures } from './uploads.ts';

export const warehouseRouter = router({
  ...releaseProcedures,
  ...ingestProcedures,
  ...uploadProcedures,
  settings: settingsRouter,
});
