import type { Flag } from '@vigie/kernel';
import { expect, it } from 'vitest';
import { FLAG_SENTENCES_FR } from '../text/flag-sentences-fr.ts';
import { writeFlagInFrench } from './write-flag.ts';

const flag = (facts: Flag['facts']): Flag => ({
  code: 'INCOMPLETE_PERIOD',
  severity: 'warn',
  message: 'English.',
  facts,
});
const same = (code: string): string => code.toUpperCase();

it('numbers, percentages, days and platforms as French writes them', () => {
  const facts = {
    reason: 'REPORTING_FALL',
    source: 'alpha',
    period: '2021-05-03',
    sites: 1281,
    usual: 2605,
    fall: 0.508,
    limit: 0.25,
  };
  expect(writeFlagInFrench(flag(facts), same)).toBe(
    '1\u202F281 déclarants de ALPHA pour la période du 3 mai 2021, 50,8\u202F% de moins que les 2\u202F605 habituels (limite énoncée\u00A0: 25,0\u202F%).',
  );
});

it('a missing fact or an unknown reason gives the server’s sentence, never a hole', () => {
  expect(writeFlagInFrench(flag({ reason: 'EXPORT_ENDS', platform: 'beta' }), same)).toBe('English.');
  expect(writeFlagInFrench(flag({ reason: 'SOMETHING_NEW' }), same)).toBe('English.');
});

it('French spacing in every sentence', () => {
  for (const sentence of Object.values(FLAG_SENTENCES_FR)) expect(sentence).not.toMatch(/ [;!?:%]/u);
});
