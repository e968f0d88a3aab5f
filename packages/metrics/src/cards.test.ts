import { FLAG_CODES } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { METRICS } from './catalogue.ts';
import { cardOf } from './frame/card.ts';

describe('metric cards', () => {
  it.each(METRICS.map((m) => [m.id, m] as const))(
    '%s says what it counts, gives a worked example and its source',
    (_id, metric) => {
      const card = cardOf(metric);
      expect(card.markdown).toMatch(/^# /);
      expect(card.markdown).toContain('## Worked example');
      expect(card.markdown).toContain('## Source');
      expect(card.formula.length).toBeGreaterThan(20);
      for (const flag of card.flags) expect(FLAG_CODES).toContain(flag);
    },
  );
  it.each(METRICS.map((m) => [m.id, m] as const))(
    'every parameter of %s is described in both languages',
    (_id, metric) => {
      for (const parameter of cardOf(metric).parameters) {
        expect(parameter.description.en, parameter.name).not.toBe(parameter.name);
        expect(parameter.description.fr, parameter.name).not.toBe(parameter.description.en);
      }
    },
  );
  it('names are unique and tell their family', () => {
    expect(new Set(METRICS.map((m) => m.id)).size).toBe(METRICS.length);
    for (const metric of METRICS) expect(metric.id).toMatch(/^(market|growth|access)\.[a-z-]+$/);
  });
  it.each(METRICS.filter((m) => /^(market|growth)\./.test(m.id)).map((m) => [m.id, m] as const))(
    '%s has its card in French: the same sections, and an example with the same numbers',
    (_id, metric) => {
      const [english, french] = [cardOf(metric), cardOf(metric, 'fr')];
      expect(french.language).toBe('fr');
      const sections = (text: string): number => text.split('\n').filter((line) => line.startsWith('## ')).length;
      expect(sections(french.markdown)).toBe(sections(english.markdown));
      expect(french.markdown).toContain('## Exemple');
      // 1,394 and 62.5 % are 1 394 and 62,5 % in French.
      const numbers = (text: string, title: string): string[] =>
        [...(text.split(title)[1]?.split('\n## ')[0] ?? '').matchAll(/\d[\d.,\u202f]*/gu)]
          .map(([number]) => number.replaceAll(/[.,\u202f]/gu, '').replace(/^$/u, '0'))
          .sort();
      expect(numbers(french.markdown, '## Exemple')).toEqual(numbers(english.markdown, '## Worked example'));
      expect(french.markdown).not.toMatch(/ [;!?:%]/u);
    },
  );
});
