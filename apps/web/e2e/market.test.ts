import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplication, type Application } from './application.ts';
import { openBrowser } from './browser.ts';
import { breaches, open, openView, settle, takePicture } from './look.ts';

let application: Application;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  [application, browser] = await Promise.all([startApplication(), openBrowser()]);
  context = await openView(browser, { width: 1440, scheme: 'light', language: 'en' });
});
afterAll(async () => {
  await browser?.close();
  await application?.close();
});

const visit = async (path: string, from: BrowserContext = context): Promise<Page> =>
  (await open(from, `${application.url}${path}`)).page;
const figure = (page: Page, title: RegExp) => page.getByRole('button', { name: title });

/** Rows of a figure, asked for without the screen. */
async function ask(metric: string, params: object): Promise<Record<string, string>[]> {
  const query = new URLSearchParams({ metric, params: JSON.stringify(params), format: 'json' });
  const answer = (await (await fetch(`${application.url}/export/figure?${query.toString()}`)).json()) as {
    figure: { rows: Record<string, string>[] };
  };
  return answer.figure.rows;
}

describe('a figure and its passport', () => {
  it('the share on the screen is the one the server gives, and opens its passport; Esc returns to the number', async () => {
    const page = await visit('/market');
    const row = (await ask('market.definitions', { platform: 'own' })).find(
      (r) => r['definition'] === 'M3_ONLINE_BOOKINGS',
    );
    const share = `${(Number(row?.['value']) * 100).toFixed(2)}%`;
    const button = figure(
      page,
      new RegExp(`Passport of ${share.replace('.', '\\.')}, OWN’s share, online bookings`, 'u'),
    );
    await button.click();
    const passport = page.getByRole('dialog', { name: /Passport/u });
    await passport.waitFor();
    expect(await passport.innerText()).toContain('market.definitions');
    expect(await passport.innerText()).toContain('Simulated data');
    expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true);
    await takePicture(page, 'passport-1440-light-en');
    expect(await breaches(page)).toEqual([]);
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await passport.waitFor({ state: 'hidden' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.close();
  });

  it('on a phone the passport is a sheet at the bottom', async () => {
    const phone = await openView(browser, { width: 390, scheme: 'dark', language: 'fr' });
    const page = await visit('/market', phone);
    await figure(page, /Passeport de .*, Part de OWN, rendez-vous en ligne/u)
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    const box = await sheet.boundingBox();
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(844);
    expect(await breaches(page)).toEqual([]);
    await takePicture(page, 'passport-390-dark-fr');
    await phone.close();
  });

  it('p opens it by keyboard, and the single keys can be switched off', async () => {
    const page = await visit('/market');
    const button = figure(page, /OWN’s share, online bookings/u);
    await button.focus();
    await page.keyboard.press('p');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByLabel('Single-key shortcuts').click();
    await page.keyboard.press('Escape');
    await button.focus();
    await page.keyboard.press('p');
    await page.waitForTimeout(200);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.evaluate(() => localStorage.removeItem('vigie.single-keys'));
    await page.close();
  });
});

describe('filters live in the address', () => {
  it('a chosen place is a plain word of the address, and the address alone brings it back', async () => {
    const page = await visit('/market');
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: /^Place/u }).click();
    await page.getByRole('combobox', { name: 'Place' }).fill('Paris');
    await page.getByRole('option', { name: '75 Paris' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?place=75');
    await settle(page);
    expect(await page.getByRole('button', { name: /^Place/u }).innerText()).toContain('Paris');
    const again = await visit('/market?place=75');
    expect(await again.getByRole('button', { name: /^Place/u }).innerText()).toContain('Paris');
    await page.close();
    await again.close();
  });

  it('] and [ step over months', async () => {
    const page = await visit('/market?month=2016-05');
    await page.keyboard.press(']');
    await expect.poll(() => new URL(page.url()).search).toBe('?month=2016-06');
    await page.close();
  });

  it('an address that cannot be read opens the page without the wrong word', async () => {
    const page = await visit('/market?month=2016-13&vaccination=sometimes');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Market share');
    await page.close();
  });
});

describe('tables, charts and the map', () => {
  it('t swaps a chart with its table, which exports every row', async () => {
    const page = await visit('/market');
    const trend = page.getByRole('region', { name: 'Share by platform over time' });
    await trend.getByRole('button', { name: 'As table' }).focus();
    await page.keyboard.press('t');
    const table = trend.getByRole('table');
    await table.waitFor();
    const href = await trend.getByRole('link', { name: 'Export all, CSV' }).getAttribute('href');
    const lines = (await (await fetch(`${application.url}${href ?? ''}`)).text()).trim().split('\n');
    expect(Number(await table.getAttribute('aria-rowcount'))).toBe(lines.length);
    await page.close();
  });

  it('the largest share leads the list; j moves down it and the map says the same', async () => {
    const page = await visit('/market');
    const list = page.getByRole('region', { name: /share by département/u }).last();
    await list.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await list.locator('tr[data-current]').getAttribute('data-index')).toBe('1');
    const live = page.locator('[aria-live="polite"]').first();
    expect(await live.innerText()).toMatch(/^\d/u);
    await page.close();
  });

  it('arrows on the map move from one département to the next and say its figure', async () => {
    const page = await visit('/market');
    const map = page.getByRole('application').first();
    await map.focus();
    await page.keyboard.press('ArrowRight');
    const live = page.locator('[aria-live="polite"]').first();
    expect(await live.innerText()).toMatch(/^01 Ain, /u);
    await page.keyboard.press('ArrowRight');
    expect(await live.innerText()).toMatch(/^02 Aisne, /u);
    await page.close();
  });
});

describe('getting about', () => {
  it('Ctrl K finds a screen by its name', async () => {
    const page = await visit('/market');
    await page.keyboard.press('Control+k');
    const field = page.getByLabel('Go to a screen, an indicator, a definition, a département or a metric card');
    await field.fill('Metric cards');
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/cards');
    await page.close();
  });

  it('g d goes to the data', async () => {
    const page = await visit('/market');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/data');
    await page.close();
  });

  it('French writes its own words and numbers: a narrow space before %', async () => {
    const page = await visit('/market');
    await page.getByText('FR', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Part de marché' }).waitFor();
    expect(await page.locator('main p b').first().innerText()).toMatch(/^\d+,\d{2}\u202F%$/u);
    await page.evaluate(() => localStorage.setItem('vigie.language', 'en'));
    await page.close();
  });

  it('the merger screen names the rules that are passed, and calls itself no verdict', async () => {
    const page = await visit('/market/merger?a=own&b=alpha');
    expect(await page.locator('main').innerText()).toContain('never a verdict');
    expect(await page.locator('main').innerText()).toContain('European Union, horizontal merger guidelines');
    await page.close();
  });
});
