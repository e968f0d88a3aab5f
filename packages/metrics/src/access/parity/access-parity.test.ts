import type { Figure, FigureRow } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { goldenBInserts, requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessParity } from './definition.ts';

const month = '2021-04';
const rowOf = (figure: Figure, kpi: string, partner = 'beta'): FigureRow => {
  const row = figure.rows.find((r) => r['kpi'] === kpi && r['partner'] === partner);
  if (!row) throw new Error(`no row ${kpi} ${partner}`);
  return row;
};

describe('golden dataset B through the release', () => {
  it('stratified −0.0295198728, CI90 [−0.0551003, −0.0039394], exact p 0.0298578080 → AMBER; crude 0.91 − 0.8890 = +0.0210 would be GREEN', async () => {
    const release = await memoryRelease(goldenBInserts(), '2021-05-01');
    const figure = await runMetric(release, accessParity, { month, partner: 'BETA', kpi: 'CA-08' });
    expect(figure.rows).toHaveLength(1);
    const row = rowOf(figure, 'CA-08');
    expect(row).toMatchObject({ status: 'AMBER', rule: 'SIGNIFICANT', monthsInRow: 1, dispersion: 1, month });
    expect(row.value).toBeCloseTo(-0.029519872814, 10);
    expect(row.ciLow).toBeCloseTo(-0.0551003, 6);
    expect(row.ciHigh).toBeCloseTo(-0.0039394, 6);
    expect(row['p']).toBeCloseTo(0.0298578080137, 11);
    expect(row['q']).toBeCloseTo(0.0298578080137, 11);
    expect(row['materialityQ']).toBeCloseTo(0.270223062535, 9);
    expect(row['crudeEffect']).toBeCloseTo(0.91 - 0.889032258065, 10);
    expect(Number(row['partnerLevel']) - Number(row['ownLevel'])).toBeCloseTo(row.value ?? 0, 12);
    expect(row['strata']).toHaveLength(4);
    expect(row['beside']).toContainEqual({ name: 'crude', own: 1378 / 1550, partner: 819 / 900, unit: 'ratio' });
  });
});
