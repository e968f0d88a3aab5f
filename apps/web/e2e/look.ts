import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright';

const SCREENSHOTS = fileURLToPath(new URL('../screenshots', import.meta.url));

export interface View {
  readonly width: 1440 | 390;
  readonly scheme: 'light' | 'dark';
  readonly language: 'en' | 'fr';
}

export const viewName = (view: View): string => `${view.width}-${view.scheme}-${view.language}`;

/** A window of the width, scheme and language asked for; a phone has a touch screen. */
export async function openView(browser: Browser, view: View): Promise<BrowserContext> {
  const phone = view.width === 390;
  const context = await browser.newContext({
    viewport: { width: view.width, height: phone ? 844 : 900 },
    colorScheme: view.scheme,
    hasTouch: phone,
    isMobile: phone,
    locale: view.language === 'fr' ? 'fr-FR' : 'en-GB',
  });
  await context.addInitScript((language) => localStorage.setItem('vigie.language', language), view.language);
  return context;
}

/** Waits for what the screen asked the server to come: nothing busy, twice with a pause between. (The network is never idle: progress is a stream.) */
export async function settle(page: Page): Promise<void> {
  const quiet = (): Promise<unknown> =>
    page.waitForFunction(
      () => document.querySelector('main') !== null && document.querySelector('[aria-busy="true"]') === null,
      null,
      { timeout: 60_000 },
    );
  await page.waitForFunction(() => document.querySelector('main')?.textContent !== '', null, { timeout: 30_000 });
  for (let round = 0; round < 3; round += 1) {
    await quiet();
    await page.waitForTimeout(120);
  }
}

/** Opens an address, and collects what the page complains of. */
export async function open(context: BrowserContext, url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await settle(page);
  return { page, complaints };
}

/** Breaches of WCAG 2.2 A and AA that axe can see, as sentences. */
export async function breaches(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page })
    .disableRules(['region', 'landmark-no-duplicate-banner'])
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return result.violations.flatMap((violation) =>
    violation.nodes
      .slice(0, 5)
      .map(
        (node) => `${violation.id}: ${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim() ?? ''})`,
      ),
  );
}

/** How many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Controls in view that a finger would miss: under 44 px either way. Links inside a sentence are exempt. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a, input, select, [role="radio"]')]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const shown = box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.opacity !== '0';
        return shown && style.display !== 'inline' && (box.width < 43.5 || box.height < 43.5);
      })
      .filter((element) => element.closest('label')?.getBoundingClientRect().height === undefined)
      .map(
        (element) =>
          `${element.tagName} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}” ${Math.round(element.getBoundingClientRect().width)}×${Math.round(element.getBoundingClientRect().height)}`,
      ),
  );

/** The whole page, as a picture to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
