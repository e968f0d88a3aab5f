import { expect, it } from 'vitest';
import { assignSlots, platformName } from './platform-style.ts';

it('simulated codes keep the look that bears their name, the sixth is grey', () => {
  const styles = assignSlots(['own', 'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'none'], 'own');
  expect(styles.get('own')?.slot).toBe('own');
  expect(styles.get('delta')?.slot).toBe('delta');
  expect(styles.get('epsilon')?.slot).toBe('other');
  expect(styles.has('none')).toBe(false);
});

it('real codes: focus is blue, the others in alphabetical order whatever order they come in', () => {
  const styles = assignSlots(['maiia', 'doctolib', 'keldoc'], 'doctolib');
  expect([styles.get('doctolib')?.slot, styles.get('keldoc')?.slot, styles.get('maiia')?.slot]).toEqual([
    'own',
    'alpha',
    'beta',
  ]);
});

it('names', () => {
  const words = (key: string): string => key;
  expect([platformName('own', words), platformName('doctolib', words), platformName('none', words)]).toEqual([
    'OWN',
    'Doctolib',
    'platform.none',
  ]);
});
