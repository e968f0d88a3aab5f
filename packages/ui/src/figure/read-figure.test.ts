import type { Flag } from '@vigie/kernel';
import { expect, it } from 'vitest';
import { absenceOf, leadingFlag } from './read-figure.ts';

const flag = (code: Flag['code'], severity: Flag['severity']): Flag => ({ code, severity, message: code, facts: {} });

it('a value that is there is never absent, whatever is said of it', () => {
  expect(absenceOf(0, [flag('REFUSED', 'refuse')])).toBeNull();
});

it('each kind of absence is told apart', () => {
  expect(absenceOf(null, [flag('NO_BASE', 'refuse')])).toBe('no-base');
  expect(absenceOf(null, [flag('EMPTY_DENOMINATOR', 'refuse')])).toBe('no-cases');
  expect(absenceOf(null, [flag('BREAK_IN_SERIES', 'refuse')])).toBe('refused');
  expect(absenceOf(null, [])).toBe('unknown');
});

it('one flag in view: the gravest, never a note', () => {
  expect(leadingFlag([flag('REPAIRED', 'note')])).toBeNull();
  expect(leadingFlag([flag('LOW_COVERAGE', 'warn'), flag('REFUSED', 'refuse')])?.code).toBe('REFUSED');
});
