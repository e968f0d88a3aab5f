import { expect, it } from 'vitest';
import { csvLines } from './csv.ts';

it('quotes what must be quoted, keeps numbers, and disarms formulas in texts only', () => {
  expect(
    [
      ...csvLines(
        ['a', 'b'],
        [
          ['say "hi", twice', -1.5],
          ["=cmd|' /C calc'!A0", null],
          ['−0,4', true],
        ],
      ),
    ].join(''),
  ).toBe('a,b\r\n"say ""hi"", twice",-1.5\r\n\'=cmd|\' /C calc\'!A0,\r\n"−0,4",true\r\n');
});
