import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { RouteError } from './app/route-error.tsx';
import { NotFound } from './app/not-found.tsx';
import { Shell } from './app/shell.tsx';
import { accessSearchSchema } from './features/access/common/access-search.ts';
import { marketSearchSchema, rootSearchSchema } from './filters/market-search.ts';

const rootRoute = createRootRoute({
  component: Shell,
  validateSearch: rootSearchSchema,
  errorComponent: RouteError,
  notFoundComponent: NotFound,
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/market', replace: true });
  },
});

/** Market: one set of filters for its five pages. */
export const marketRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market',
  validateSearch: marketSearchSchema,
  component: lazyRouteComponent(() => import('./features/market/market-layout.tsx'), 'MarketLayout'),
});
const shareRoute = createRoute({
  getParentRoute: () => marketRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./features/market/share/share-page.tsx'), 'SharePage'),
});
const concentrationRoute = createRoute({
  getParentRoute: () => marketRoute,
  path: '/concentration',
  component: lazyRouteComponent(
    () => import('./features/market/concentration/concentration-page.tsx'),
    'ConcentrationPage',
  ),
});
const mergerRoute = createRoute({
  getParentRoute: () => marketRoute,
  path: '/merger',
  component: lazyRouteComponent(() => import('./features/market/merger/merger-page.tsx'), 'MergerPage'),
});
const growthRoute = createRoute({
  getParentRoute: () => marketRoute,
  path: '/growth',
  component: lazyRouteComponent(() => import('./features/market/growth/growth-page.tsx'), 'GrowthPage'),
});
const localRoute = createRoute({
  getParentRoute: () => marketRoute,
  path: '/local',
  component: lazyRouteComponent(() => import('./features/market/local/local-page.tsx'), 'LocalPage'),
});

/** Access: matrix, indicator pages, published statistics, register, cases, real slots. */
export const accessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/access',
  validateSearch: accessSearchSchema,
  component: lazyRouteComponent(() => import('./features/access/access-layout.tsx'), 'AccessLayout'),
});
const matrixRoute = createRoute({
  getParentRoute: () => accessRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./features/access/matrix/matrix-page.tsx'), 'MatrixPage'),
});
const publishedRoute = createRoute({
  getParentRoute: () => accessRoute,
  path: '/published',
  component: lazyRouteComponent(() => import('./features/access/published/published-page.tsx'), 'PublishedPage'),
});
const requestsRoute = createRoute({
  getParentRoute: () => accessRoute,
  path: '/requests',
  component: lazyRouteComponent(() => import('./features/access/requests/requests-page.tsx'), 'RequestsPage'),
});
const casesRoute = createRoute({
  getParentRoute: () => accessRoute,
  path: '/cases',
  component: lazyRouteComponent(() => import('./features/access/cases/cases-page.tsx'), 'CasesPage'),
});
const caseRoute = createRoute({
  getParentRoute: () => accessRoute,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('./features/access/cases/case-page.tsx'), 'CasePage'),
});
const slotsRoute = createRoute({
  getParentRoute: () => accessRoute,
  path: '/availability',
  component: lazyRouteComponent(
    () => import('./features/access/availability/availability-page.tsx'),
    'AvailabilityPage',
  ),
});
const kpiRoute = createRoute({
  getParentRoute: () => accessRoute,
  path: '/$kpi/$partner',
  component: lazyRouteComponent(() => import('./features/access/kpi/kpi-page.tsx'), 'KpiPage'),
});
/** A partner's own page stands outside the layout of Access: nothing of the others is asked for around it. */
const partnerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/access/partner/$partner',
  validateSearch: accessSearchSchema,
  component: lazyRouteComponent(() => import('./features/access/partner/partner-page.tsx'), 'PartnerPage'),
});

export const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('./features/data/data-layout.tsx'), 'DataLayout'),
});
const uploadsRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./features/data/uploads/uploads-page.tsx'), 'UploadsPage'),
});
const sourcesRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: '/sources',
  component: lazyRouteComponent(() => import('./features/data/sources/sources-page.tsx'), 'SourcesPage'),
});
const lineageRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: '/lineage',
  component: lazyRouteComponent(() => import('./features/data/lineage/lineage-page.tsx'), 'LineagePage'),
});
export const releaseRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: '/releases/$number',
  component: lazyRouteComponent(() => import('./features/data/releases/release-page.tsx'), 'ReleasePage'),
});
export const ingestRoute = createRoute({
  getParentRoute: () => dataRoute,
  path: '/ingests/$id',
  component: lazyRouteComponent(() => import('./features/data/ingests/ingest-page.tsx'), 'IngestPage'),
});

const cardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cards',
  component: lazyRouteComponent(() => import('./features/cards/cards-page.tsx'), 'CardsPage'),
});
export const cardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cards/$id',
  component: lazyRouteComponent(() => import('./features/cards/card-page.tsx'), 'CardPage'),
});

/** Undefined words are left out: an address holds only what was chosen. */
function writeSearch(search: Record<string, unknown>): string {
  const words = Object.entries(search).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(words.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

const routeTree = rootRoute.addChildren([
  indexRoute,
  marketRoute.addChildren([shareRoute, concentrationRoute, mergerRoute, growthRoute, localRoute]),
  accessRoute.addChildren([matrixRoute, publishedRoute, requestsRoute, casesRoute, caseRoute, slotsRoute, kpiRoute]),
  partnerRoute,
  dataRoute.addChildren([uploadsRoute, sourcesRoute, lineageRoute, releaseRoute, ingestRoute]),
  cardsRoute,
  cardRoute,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  // The address holds plain words: “75” is a département, not a number.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: writeSearch,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
