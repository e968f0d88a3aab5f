import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplication, type Application } from './application.ts';
import { openBrowser } from './browser.ts';
import { breaches, open, openView, overflow, smallTargets, takePicture, viewName, type View } from './look.ts';

const SCREENS = {
  'market-share': '/market',
  'market-concentration': '/market/concentration',
  'market-merger': '/market/merger',
  'market-growth': '/market/growth',
  'market-local': '/market/local?place=75',
  'access-matrix': '/access',
  'access-kpi': '/access/CA-08/beta',
  'access-kpi-delays': '/access/CA-02/beta',
  'access-kpi-standard': '/access/CA-12/alpha',
  'access-published': '/access/published',
  'access-requests': '/access/requests',
  'access-cases': '/access/cases',
  'access-open-slots': '/access/availability',
  'access-partner': '/access/partner/beta',
  data: '/data',
  'data-sources': '/data/sources',
  'data-lineage': '/data/lineage',
  'data-release': '/data/releases/1',
  cards: '/cards',
  card: '/cards/market.share',
  nowhere: '/market/nowhere',
} as const;

const VIEWS: readonly View[] = [
  { width: 1440, scheme: 'light', language: 'en' },
  { width: 1440, scheme: 'dark', language: 'fr' },
  { width: 390, scheme: 'light', language: 'fr' },
  { width: 390, scheme: 'dark', language: 'en' },
];

let application: Application;
let browser: Browser;
beforeAll(async () => {
  [application, browser] = await Promise.all([startApplication(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await application?.close();
});

describe.each(VIEWS)('$width px, $scheme, $language', (view) => {
  it.each(Object.entries(SCREENS))(
    '%s: no breach of WCAG 2.2 AA, nothing scrolls sideways, no complaint',
    async (name, path) => {
      const context = await openView(browser, view);
      try {
        const { page, complaints } = await open(context, `${application.url}${path}`);
        await takePicture(page, `${name}-${viewName(view)}`);
        expect(await breaches(page)).toEqual([]);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        if (view.width === 390) expect(await smallTargets(page)).toEqual([]);
        expect(complaints).toEqual([]);
        expect(await page.getAttribute('html', 'lang')).toBe(view.language);
      } finally {
        await context.close();
      }
    },
  );
});
