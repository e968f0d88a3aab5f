import { expect, it } from 'vitest';
import { incompleteRuns, placeMarks } from './period-marks.ts';

const period = (incomplete: boolean) => ({ start: '', values: {}, incomplete, breakBefore: false });

it('neighbours are one run', () => {
  expect(incompleteRuns([true, true, false, true].map(period))).toEqual([
    { first: 0, last: 1 },
    { first: 3, last: 3 },
  ]);
});

it('words never lie over each other; the newest stays', () => {
  const marks = [0, 1, 10].map((at) => ({ at, kind: 'break' as const }));
  expect(placeMarks(marks, 10, 80).map((mark) => mark.at)).toEqual([10, 1]);
});
