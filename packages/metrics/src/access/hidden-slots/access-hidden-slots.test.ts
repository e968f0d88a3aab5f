import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessHiddenSlots } from './definition.ts';

const hidden = (partner: string, slot: string, to: string | null, seconds: number, reason: string | null): string =>
  `('2021-04-01', '${partner}', '${slot}', 'P1', '75', 'SM54', timestamptz '2021-04-01 08:00:00Z', ${to === null ? 'null' : `timestamptz '2021-04-01 ${to}:00Z'`}, ${seconds}, ${reason === null ? 'null, null' : `'${reason}', 'PLATFORM'`})`;
const release = await memoryRelease(
  [
    requestInsert([
      { day: '2021-04-14', requests: 1 },
      { day: '2021-04-30', partner: 'beta', requests: 1 },
      { day: '2021-04-30', partner: 'alpha', requests: 1 },
    ]),
    `insert into hidden_slot values ${[hidden('beta', 'S1', '11:00', 10_800, 'PRACTITIONER_RULE'), hidden('beta', 'S2', null, 43_200, null), hidden('alpha', 'S1', '09:00', 3600, null)].join(', ')}`,
    `insert into hidden_slot select '2021-04-01', 'alpha', 'X' || i, 'P2', '48', null, timestamptz '2021-04-02 08:00:00Z', null, 60 + i, null, null from range(70) t(i)`,
  ],
  '2021-05-01',
);

describe('access.hidden-slots', () => {
  it('the worked example: never shown 12 × 3,600 = 43,200 s before 3 × 3,600 = 10,800 s', async () => {
    const figure = await runMetric(release, accessHiddenSlots, { partner: 'beta' });
    expect(
      figure.rows.map((row) => [
        row['slot'],
        row['hiddenSeconds'],
        row['firstVisiblePartner'],
        row['hiddenReason'],
        row['imposedBy'],
      ]),
    ).toEqual([
      ['S2', 43_200, null, null, null],
      ['S1', 10_800, '2021-04-01T11:00:00.000Z', 'PRACTITIONER_RULE', 'PLATFORM'],
    ]);
    expect(figure.summary).toMatchObject({ slots: 2, neverShown: 1, withoutReason: 1 });
  });
  it('fifty of each partner, the longest first', async () => {
    const figure = await runMetric(release, accessHiddenSlots, {});
    expect(figure.rows.filter((row) => row['partner'] === 'alpha')).toHaveLength(50);
    expect(figure.rows[0]).toMatchObject({ slot: 'S2' });
    expect(figure.rows.at(-1)?.value).toBe(60 + 70 - 49);
  });
});
