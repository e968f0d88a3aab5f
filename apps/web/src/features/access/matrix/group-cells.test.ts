import type { FigureRow } from '@vigie/kernel';
import { expect, it } from 'vitest';
import { readAccessRows } from '../common/kpi-row.ts';
import { countVerdicts, partnersOf, toGroups } from './group-cells.ts';

const row = (kpi: string, partner: string, status: string | null): FigureRow => ({
  value: -0.01,
  numerator: null,
  denominator: 10,
  ciLow: null,
  ciHigh: null,
  flags: [],
  kpi,
  partner,
  month: '2026-10',
  status,
  unit: 'share',
  margin: 0.02,
});
const { rows } = readAccessRows({
  rows: [
    row('CA-08', 'beta', 'RED'),
    row('CA-01', 'beta', 'GREEN'),
    row('CA-01', 'alpha', 'RED'),
    row('CA-20', 'alpha', null),
  ],
});

it('groups in the order of the matrix, slots before booking', () => {
  expect(toGroups(rows, undefined).map((g) => [g.group, g.lines.map((line) => line.kpi.id)])).toEqual([
    ['slots', ['CA-01']],
    ['booking', ['CA-08']],
    ['ranking', ['CA-20']],
  ]);
  expect(partnersOf(rows)).toEqual(['alpha', 'beta']);
});

it('a filter keeps the lines that hold the verdict somewhere, with all their cells', () => {
  const [slots] = toGroups(rows, 'GREEN');
  expect(slots?.lines).toHaveLength(1);
  expect([...(slots?.lines[0]?.cells.keys() ?? [])]).toEqual(['beta', 'alpha']);
});

it('a cell without a status counts as what it is, not as green', () => {
  expect(Object.fromEntries(countVerdicts(rows))).toEqual({ RED: 2, GREEN: 1, WATCHED: 1 });
});
