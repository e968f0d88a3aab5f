import { expect, it } from 'vitest';
import { classOf, keyLabels, MAP_BREAKS } from './map-scale.ts';

it('six classes; a value on a break belongs above it', () => {
  const breaks = MAP_BREAKS['share'] ?? [];
  expect([0, 0.399, 0.4, 0.65, 0.8, 1].map((value) => classOf(value, breaks))).toEqual([0, 0, 1, 3, 5, 5]);
});

it('the key prints every break once', () => {
  expect(keyLabels('en', [0.4, 0.5, 0.6, 0.7, 0.8], 'ratio')).toEqual(['< 40', '40', '50', '60', '70', '≥ 80%']);
});
