import { expect, it } from 'vitest';
import { decadesOf, powerOfTen } from './decades.ts';

it('evidence from 0.5 to 4 million: 10⁻¹ to 10⁷ by two powers', () => {
  expect(decadesOf([Math.log(0.5), Math.log(4e6)]).map(powerOfTen)).toEqual(['10⁻¹', '10¹', '10³', '10⁵', '10⁷']);
});

it('nothing but 1 still has an axis', () => {
  expect(decadesOf([0, 0]).map(powerOfTen)).toEqual(['1', '10¹']);
});
