import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplication, type Application } from './application.ts';
import { openBrowser } from './browser.ts';
import { breaches, open, openView, overflow, settle, smallTargets, takePicture } from './look.ts';

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
const search = (page: Page): string => new URL(page.url()).search;

interface Asked {
  readonly rows: readonly Record<string, string | number | null>[];
  readonly summary: Readonly<Record<string, string | number | null>>;
}

/** A figure asked for without the screen. */
async function ask(metric: string, params: object = {}): Promise<Asked> {
  const query = new URLSearchParams({ metric, params: JSON.stringify(params), format: 'json' });
  const answer = await fetch(`${application.url}/export/figure?${query.toString()}`);
  return ((await answer.json()) as { figure: Asked }).figure;
}

/** Rows of the CSV behind an export link, without its header. */
async function exported(href: string | null): Promise<number> {
  const text = await (await fetch(`${application.url}${href ?? ''}`)).text();
  return text.trim().split('\n').length - 1;
}

/** An indicator and partner that is red in the month shown: the demonstration market has one partner treated worse. */
async function someRed(): Promise<{ kpi: string; partner: string }> {
  const red = (await ask('access.parity')).rows.find((row) => row['status'] === 'RED');
  return { kpi: String(red?.['kpi']), partner: String(red?.['partner']) };
}

describe('the matrix', () => {
  it('says what the server counted, family included, and has a cell for every row of the figure', async () => {
    const { rows, summary } = await ask('access.parity');
    const page = await visit('/access');
    const finding = await page.locator('main p').filter({ hasText: 'tested comparisons' }).first().innerText();
    expect(finding).toContain(`${summary['familySize']} tested comparisons`);
    if (Number(summary['red']) > 0) expect(finding).toContain(`${summary['red']} of `);
    expect(await page.locator('td[data-verdict]').count()).toBe(rows.length);
    expect(await page.locator('td[data-verdict="RED"]').count()).toBe(summary['red']);
    expect(await page.locator('td[data-verdict="GREEN"]').count()).toBe(summary['green']);
    await page.close();
  });

  it('silence has no dot, no colour of parity and a word of its own', async () => {
    const page = await visit('/access');
    const silent = page.locator('td[data-verdict^="NO_"], td[data-verdict="MEASUREMENT_FAILURE"]');
    const texts = await silent.allInnerTexts();
    for (const text of texts) expect(text).toMatch(/^(?:No event|No data|Measure failed|Listed twice|Refused)$/mu);
    expect(await silent.locator('[data-part="dot"]').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('Not significant is never shown as parity');
    await page.close();
  });

  it('a status filter and the month live in the address; [ steps back', async () => {
    const page = await visit('/access');
    await page.getByRole('button', { name: /^Red/u }).click();
    await expect.poll(() => search(page)).toBe('?status=RED');
    await page.getByRole('button', { name: /^Red/u }).click();
    await expect.poll(() => search(page)).toBe('');
    await page.keyboard.press('[');
    await expect.poll(() => search(page)).toMatch(/^\?month=\d{4}-\d{2}$/u);
    await page.close();
  });

  it('j goes down the column of a partner, Enter opens the indicator', async () => {
    const page = await visit('/access');
    await page.locator('[data-line="0"][data-column="1"] a').focus();
    await page.keyboard.press('j');
    const cell = await page.evaluate(() => document.activeElement?.closest('td')?.dataset['line']);
    expect(cell).toBe('1');
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/access\/CA-\d{2}\/\w+$/u);
    await page.close();
  });

  it('on a phone one partner at a time, the worst first, nothing too small for a finger', async () => {
    const phone = await openView(browser, { width: 390, scheme: 'light', language: 'fr' });
    const page = await visit('/access', phone);
    const { partner } = await someRed();
    const pressed = page.locator('button[aria-pressed="true"]').first();
    expect((await pressed.innerText()).toLowerCase()).toContain(partner);
    await page.getByRole('button', { name: /^ALPHA/u }).click();
    await expect.poll(() => search(page)).toBe('?partner=alpha');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await smallTargets(page)).toEqual([]);
    await phone.close();
  });
});

describe('an indicator', () => {
  it('shows the effect that the server gives, its case, and what may not be concluded; strata are exported whole', async () => {
    const { kpi, partner } = await someRed();
    const page = await visit(`/access/${kpi}/${partner}`);
    const text = await page.locator('main').innerText();
    expect(text).toContain('What may not');
    expect(text).toContain('Case ');
    expect(text).toMatch(/Red/u);
    await page.close();
    const success = await visit('/access/CA-08/beta');
    const row = (await ask('access.parity', { kpi: 'CA-08', partner: 'beta' })).rows[0];
    const points = (Number(row?.['effect']) * 100).toFixed(1).replace('-', '\u2212');
    expect(await success.locator('main dl').first().innerText()).toContain(`${points} pp`);
    const strata = success.locator('section').filter({ hasText: 'Difference by stratum' }).last();
    const href = await strata.getByRole('link', { name: 'Export all, CSV' }).getAttribute('href');
    expect(await exported(href)).toBe([row?.['strata']].flat().length);
    await success.close();
  });

  it('the year stands beside the month in words of its own, without a daily p', async () => {
    const page = await visit('/access/CA-08/beta');
    const text = await page.locator('main').innerText();
    expect(text).toContain('valid every day');
    expect(text).toContain('valid on the closing day only');
    const chart = page.getByRole('region', { name: 'Difference by month' });
    await chart.getByRole('button', { name: 'As table' }).focus();
    await page.keyboard.press('t');
    await chart.getByRole('table').waitFor();
    await page.close();
  });

  it('g a, and Ctrl K by the name of an indicator', async () => {
    const page = await visit('/market');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/access');
    await settle(page);
    await page.keyboard.press('Control+k');
    await page.getByLabel(/Go to a screen/u).fill('Booking success, BETA');
    await page.getByRole('option').first().click();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/access/CA-08/beta');
    await page.close();
  });
});

describe('a partner’s own page', () => {
  it('carries nothing of the others: not in words, addresses or answers', async () => {
    const page = await context.newPage();
    const answers: string[] = [];
    page.on('response', (response) => {
      if (/\/(?:trpc|export)\//u.test(response.url()))
        void response.text().then((text) => answers.push(`${response.url()} ${text}`));
    });
    await page.goto(`${application.url}/access/partner/beta`, { waitUntil: 'domcontentloaded' });
    await settle(page);
    // The sheet's colours are named after the design's platforms, whoever they are given to; they stand in style elements.
    const shown = await page.evaluate(() => {
      const copy = document.body.cloneNode(true) as HTMLElement;
      for (const style of copy.querySelectorAll('style')) style.remove();
      return copy.innerHTML;
    });
    // A passport names the files of its release, all of them, as every figure's does; no figure of another stands in their names.
    const told = answers.map((answer) => answer.replaceAll(/"inputs":\[[^\]]*\]/gu, ''));
    const seen = [page.url(), shown, ...told].join('\n').toLowerCase();
    expect(answers.length).toBeGreaterThan(0);
    expect(seen).toContain('beta');
    for (const other of ['alpha', 'gamma', 'delta', 'epsilon'])
      expect(seen.match(new RegExp(`\\b${other}\\b`, 'u'))).toBeNull();
    expect(seen).toContain('simulated data');
    await page.close();
  });
});

describe('registers and statistics', () => {
  it('the published table is exported whole, day by day', async () => {
    const page = await visit('/access/published');
    const table = page.getByRole('table').last();
    const href = await page.getByRole('link', { name: 'Export all, CSV' }).last().getAttribute('href');
    expect(await exported(href)).toBe(Number(await table.getAttribute('aria-rowcount')) - 1);
    await page.close();
  });

  it('the register keeps its filters in the address', async () => {
    const page = await visit('/access/requests');
    await page.getByRole('button', { name: /^Kind/u }).click();
    await page.getByRole('menuitem', { name: 'Portability' }).click();
    await expect.poll(() => search(page)).toBe('?kind=PORTABILITY');
    await settle(page);
    const kinds = await page.locator('tbody tr:not([data-spacer]) td:nth-child(3)').allInnerTexts();
    expect(new Set(kinds)).toEqual(new Set(['Portability']));
    await page.close();
  });
});

describe('a case', () => {
  it('is assigned, refuses to close without a cause, tells a conflict, and closes with cause and outcome', async () => {
    const page = await visit('/access/cases');
    await page
      .getByRole('link', { name: /^Case \d+$/u })
      .first()
      .click();
    const acts = page.getByRole('complementary', { name: 'Work on the case' });
    await acts.getByLabel('Owner').waitFor();
    expect(await acts.getByRole('button', { name: 'Close the case' }).isDisabled()).toBe(true);
    await acts.getByLabel('Owner').fill('Compliance officer');
    await acts.getByRole('button', { name: 'Assign' }).click();
    await page.locator('dl').getByText('Compliance officer').waitFor();
    // Somebody else moves the due date while this page still has the version before.
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.evaluate(async (caseId) => {
      const get = await fetch(
        `/trpc/access.cases.get?input=${encodeURIComponent(JSON.stringify({ json: { id: caseId } }))}`,
      );
      const { version } = ((await get.json()) as { result: { data: { json: { version: number } } } }).result.data.json;
      await fetch('/trpc/access.cases.setDueDate', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { id: caseId, version, dueOn: '2099-01-04' } }),
      });
    }, id);
    await acts.getByRole('combobox', { name: 'Root cause' }).click();
    await page.getByRole('option', { name: 'configuration' }).click();
    await acts.getByLabel('In words', { exact: true }).fill('A hold lasts 20 s for partners and 90 s for OWN.');
    await acts.getByRole('button', { name: 'Save the cause' }).click();
    await page.getByRole('alert').filter({ hasText: 'Somebody was faster' }).waitFor();
    await page.locator('dl').getByText('4 Jan 2099').waitFor();
    expect(await acts.getByLabel('In words', { exact: true }).inputValue()).toContain('20 s for partners');
    await acts.getByRole('button', { name: 'Save the cause' }).click();
    await page.locator('dl').getByText('configuration. A hold').waitFor();
    expect(await breaches(page)).toEqual([]);
    await acts.getByRole('combobox', { name: 'Outcome' }).click();
    await page.getByRole('option', { name: 'Remedied' }).click();
    await acts.getByLabel('Outcome, in words').fill('The hold is the same for everybody.');
    await acts.getByRole('button', { name: 'Close the case' }).click();
    await page.getByRole('button', { name: 'Reopen the case' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Remedied');
    await takePicture(page, 'access-case-1440-light-en');
    await page.close();
  });
});
