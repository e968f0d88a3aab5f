import { expect, it } from 'vitest';
import { freshHome, runVigie } from '../testing/run-vigie.ts';

it('vigie metric show prints a card, in French when asked', async () => {
  const home = freshHome();
  const show = (...args: string[]) => runVigie(home, ['metric', 'show', 'growth.change', ...args]);
  expect((await show()).stdout).toMatch(/^# Growth\n[\s\S]*Parameters of growth\.change v\d+:/);
  const french = await show('--lang', 'fr');
  expect(french.stdout).toMatch(/^# Croissance\n[\s\S]*Paramètres de growth\.change v\d+/);
  expect(french.stdout).toContain('Comparer à la même période un an avant');
  expect(await show('--lang', 'de')).toMatchObject({ code: 1, stderr: expect.stringMatching(/no card in “de”/) });
});
