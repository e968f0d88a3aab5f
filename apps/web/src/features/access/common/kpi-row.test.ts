import type { FigureRow, Flag } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { axisText, effectText, marginText, shortCount, sizeText } from './effect-text.ts';
import { KPI_IDS, KPIS } from './kpi-list.ts';
import { readAccessRows, toAccessRow } from './kpi-row.ts';

const failure: Flag = { code: 'MEASUREMENT_FAILURE', severity: 'refuse', message: 'Listed a tenth.', facts: {} };
const row = (over: Partial<FigureRow> = {}): FigureRow => ({
  value: -0.04,
  numerator: 9200,
  denominator: 201_200,
  ciLow: -0.044,
  ciHigh: -0.035,
  flags: [],
  kpi: 'CA-08',
  partner: 'beta',
  month: '2026-10-01',
  status: 'RED',
  ownN: 201_200,
  partnerN: 9200,
  unit: 'share',
  margin: 0.02,
  monthsInRow: 3,
  strata: [
    {
      key: { specialty: 'SM54', departement: '75', visitKind: '*', visitMode: 'AMB', dayType: '*', hourBand: '*' },
      ownN: 20,
      partnerN: 5,
      ownLevel: 0.9,
      partnerLevel: 0.8,
      effect: -0.1,
      ciLow: -0.3,
      ciHigh: 0.1,
      weight: 0.25,
    },
    { nonsense: true },
  ],
  ...over,
});

describe('rows at the edge', () => {
  it('all 20 indicators stand once in the matrix', () => {
    expect(KPIS.map((kpi) => kpi.id).sort()).toEqual([...KPI_IDS]);
  });
  it('the effect is the value, the month loses its day, a stratum that cannot be read is left out', () => {
    const read = toAccessRow(row());
    expect(read).toMatchObject({ kpi: 'CA-08', month: '2026-10', effect: -0.04, verdict: 'RED', monthsInRow: 3 });
    expect(read?.strata).toHaveLength(1);
  });
  it('a status that is null is told by its flags, never as parity', () => {
    expect(toAccessRow(row({ status: null, value: null, flags: [failure] }))?.verdict).toBe('MEASUREMENT_FAILURE');
    expect(toAccessRow(row({ status: null, value: null }))?.verdict).toBe('WATCHED');
  });
  it('rows that cannot be read are counted', () => {
    expect(readAccessRows({ rows: [row(), row({ kpi: 'CA-99' }), row({ margin: null })] })).toMatchObject({
      unread: 2,
      rows: [{ kpi: 'CA-08' }],
    });
  });
});

describe('numbers of a row in words', () => {
  const read = toAccessRow(row());
  const plain = (text: string): string => text.replaceAll('\u00A0', '_').replaceAll('\u2212', '-');
  it('effect, size, margin and axis', () => {
    if (read === null) throw new Error('the row was not read');
    expect(plain(effectText('en', read, -0.04))).toBe('-4.0 pp');
    expect(plain(sizeText('en', read, -0.04))).toBe('4.0 pp');
    expect(plain(marginText('en', read))).toBe('2_pp');
    expect(plain(axisText('en', read, -0.02))).toBe('-2');
  });
  it('counts in a cell: 9,200, 412 k, 6.1 M', () => {
    expect([9200, 412_000, 6_100_000].map((n) => shortCount('en', n))).toEqual(['9,200', '412 k', '6.1 M']);
  });
});
