import { expect, it } from 'vitest';
import { frenchIssue, frenchProblem, ISSUES_FR, PROBLEMS_FR, RULE_TITLES_FR } from './problem-sentences-fr.ts';

it('an issue of a row from its rule and facts', () => {
  const facts = { table: 'booking', name: 'booked_at', value: 'hier', expected: 'TIMESTAMPTZ', zone: 'UTC' };
  expect(frenchIssue('CAST', facts)?.message).toBe(
    'booked_at vaut «\u00A0hier\u00A0»\u202F; il faut un instant (ISO 8601, 2026-01-31T08:30:00Z).',
  );
  expect(frenchIssue('R2', { ...facts, name: 'appointment_end' })?.message).toMatch(/^Le rendez-vous finit avant/);
  expect(frenchIssue('ZONE', { ...facts, value: '10:00' })?.message).toContain('lu dans UTC');
});

it('no sentence with a hole, none for a code that is unknown', () => {
  expect(frenchIssue('MALFORMED', { table: 'booking' })).toBeNull();
  expect(frenchIssue('R2', { table: 'slot', name: 'end' })).toBeNull();
  expect(frenchProblem(PROBLEMS_FR['UNCLOSED_QUOTE'], { file: 'x.csv' })).toBeNull();
  expect(frenchProblem(PROBLEMS_FR['UNCLOSED_QUOTE'], { line: 7 })?.message).toContain('à la ligne 7');
});

it('French spacing everywhere', () => {
  const texts = [...Object.values(ISSUES_FR), ...Object.values(PROBLEMS_FR)].flatMap(({ message, cure }) => [
    message,
    cure,
  ]);
  for (const text of [...texts, ...Object.values(RULE_TITLES_FR)]) expect(text).not.toMatch(/ [;!?:%»]/u);
});
