import { expect, it } from 'vitest';
import type { Figure, FigureRow } from './figure.ts';
import { figureSchema } from './figure.ts';
import { flattenFigure, flattenPart, partsOf } from './flat-table.ts';

const coverage = {
  unit: 'rows',
  rowsRead: 0,
  rowsCounted: 0,
  leftOut: [],
  matchedRatio: null,
  unmatched: 0,
  reporting: null,
  sources: [],
  dataFrom: null,
  dataToExclusive: null,
};

function figureOf(rows: Record<string, unknown>[]): Figure {
  const none = { value: null, numerator: null, denominator: null, ciLow: null, ciHigh: null, flags: [] };
  return figureSchema.parse({
    metric: 'access.parity',
    version: 1,
    definition: null,
    unit: 'ratio',
    dimensions: ['month', 'kpi'],
    columns: [
      { name: 'month', unit: 'text', title: 'month' },
      { name: 'kpi', unit: 'text', title: 'kpi' },
      { name: 'tags', unit: 'list', title: 'Tags' },
    ],
    rows: rows.map((row) => ({ ...none, ...row })) as FigureRow[],
    flags: [],
    coverage,
    passport: {
      metric: 'access.parity',
      version: 1,
      formula: '',
      definition: null,
      params: {},
      period: { from: '', toExclusive: '', timeZone: '', countedBy: '' },
      intervalMethod: '',
      release: { number: 1, hash: '', dataTo: null, simulated: false },
      inputs: [],
      sqlSha256: '',
      sql: [],
      engine: '',
      codeRevision: '',
      coverage,
      choices: [],
    },
  });
}

const stratum = (specialty: string, effect: number | null) => ({
  key: { specialty, departement: '75' },
  ownN: 10,
  effect,
});
const figure = figureOf([
  {
    month: '2021-04',
    kpi: 'CA-08',
    tags: ['PERSISTENT'],
    strata: [stratum('SM54', -0.1), stratum('SM26', null)],
    beside: [],
  },
  {
    month: '2021-04',
    kpi: 'CA-06',
    tags: [],
    strata: [stratum('SM54', 0.2)],
    beside: [{ name: 'crude', own: 0.5, unit: 'ratio' }],
  },
]);

it('strata: 2 + 1 = 3 lines, led by month and indicator, their cell’s codes as columns of their own', () => {
  expect(flattenPart(figure, 'strata')).toEqual({
    columns: [
      { name: 'month', type: 'VARCHAR' },
      { name: 'kpi', type: 'VARCHAR' },
      { name: 'specialty', type: 'VARCHAR' },
      { name: 'departement', type: 'VARCHAR' },
      { name: 'ownN', type: 'DOUBLE' },
      { name: 'effect', type: 'DOUBLE' },
    ],
    rows: [
      ['2021-04', 'CA-08', 'SM54', '75', 10, -0.1],
      ['2021-04', 'CA-08', 'SM26', '75', 10, null],
      ['2021-04', 'CA-06', 'SM54', '75', 10, 0.2],
    ],
  });
});

it('the table of the rows themselves is without its parts, and a list of words stays one cell', () => {
  expect(flattenFigure(figure).rows).toEqual([
    ['2021-04', 'CA-08', '["PERSISTENT"]', ''],
    ['2021-04', 'CA-06', '[]', ''],
  ]);
  expect(partsOf(figure)).toEqual(['strata', 'beside']);
});

it('two columns of one name are told apart by where they stand; one that is a dimension too', () => {
  const twice = figureOf([
    { month: '2021-04', kpi: 'CA-08', sides: [{ own: { n: 1 }, partner: { n: 2 }, month: 'x' }] },
  ]);
  expect(flattenPart({ ...twice, dimensions: ['kpi', 'month'] }, 'sides').columns.map(({ name }) => name)).toEqual([
    'kpi',
    'month',
    'own_n',
    'partner_n',
    'sides_month',
  ]);
});

it('a part that is not there is named, with those that are', () => {
  expect(() => flattenPart(figure, 'stratum')).toThrow(
    expect.objectContaining({ reason: 'NO_SUCH_PART', cure: 'There are strata, beside.' }),
  );
  expect(() => flattenPart(figure, 'tags')).toThrow(expect.objectContaining({ reason: 'NO_SUCH_PART' }));
});

it('a part that is empty everywhere is an empty table under the dimensions', () => {
  const empty = figureOf([{ month: '2021-04', kpi: 'CA-08', strata: [] }]);
  expect(flattenPart(empty, 'strata')).toEqual({
    columns: [
      { name: 'month', type: 'VARCHAR' },
      { name: 'kpi', type: 'VARCHAR' },
    ],
    rows: [],
  });
});
