import { accessRouter } from './routers/access.ts';
import { catalogueRouter } from './routers/catalogue.ts';
import { growthRouter } from './routers/growth.ts';
import { marketRouter } from './routers/market.ts';
import { warehouseRouter } from './routers/warehouse.ts';
import { createCallerFactory, router } from './trpc.ts';

export const appRouter = router({
  access: accessRouter,
  catalogue: catalogueRouter,
  growth: growthRouter,
  market: marketRouter,
  warehouse: warehouseRouter,
});

/** The only thing that the web imports from here, as a type. */
export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP, for tests and jobs. */
export const createCaller = createCallerFactory(appRouter);
