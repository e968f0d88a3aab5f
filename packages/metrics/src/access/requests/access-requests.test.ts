import { describe, expect, it } from 'vitest';
import { runMetric } from '../../frame/run-metric.ts';
import { requestInsert } from '../../testing/access-rows.ts';
import { memoryRelease } from '../../testing/memory-release.ts';
import { accessRequests } from './definition.ts';

interface Given {
  readonly id: string;
  readonly kind?: string;
  readonly who?: string;
  readonly decided?: string | null;
  readonly decision?: string;
  readonly reason?: string | null;
  readonly fields?: readonly [number, number];
  readonly format?: string;
  readonly comparable?: readonly string[];
}
function request({
  id,
  kind = 'API_ACCESS',
  who = 'beta',
  decided = '2021-04-16',
  decision = 'GRANTED',
  reason = null,
  fields,
  format,
  comparable = [],
}: Given): string {
  const instant = (day: string | null): string => (day === null ? 'null' : `timestamptz '${day} 09:00:00Z'`);
  const list = comparable.map((one) => `'${one}'`).join(', ');
  return `('${id}', '${kind}', '${who}', 'COMPETITOR', ${instant('2021-04-01')}, null, ${instant(decided)}, '${decision}', 'SCOPE', ${reason === null ? 'null' : `'${reason}'`}, null, ${instant(decided)},
    ${fields?.join(', ') ?? 'null, null'}, ${format === undefined ? 'null' : `'${format}'`}, 12.5, ${list === '' ? 'null' : `[${list}]`})`;
}
const release = await memoryRelease(
  [
    requestInsert([
      { day: '2021-04-14', requests: 1 },
      { day: '2021-04-30', partner: 'beta', requests: 1 },
    ]),
    `insert into access_request values ${[
      request({ id: 'A', comparable: ['C', 'Z'] }),
      request({ id: 'B', decided: '2021-04-19', decision: 'REFUSED' }),
      request({ id: 'C', who: 'alpha', decided: '2021-04-02', decision: 'GRANTED' }),
      request({
        id: 'D',
        decided: '2021-04-06',
        decision: 'PARTIAL',
        reason: 'Only public agendas.',
        kind: 'DATA_ACCESS',
      }),
      request({ id: 'E', decided: null, decision: 'PENDING' }),
      request({ id: 'F', kind: 'PORTABILITY', fields: [20, 19], format: 'pdf' }),
    ].join(', ')}`,
  ],
  '2021-05-01',
);

describe('access.requests', () => {
  it('the worked example: 1 to 16 April 2021 are 10 working days (Easter Monday out), 15 calendar days; to the 19th 11, late', async () => {
    const { rows } = await runMetric(release, accessRequests, { partner: 'beta', kind: 'API_ACCESS' });
    expect(rows.map((row) => [row['id'], row['days'], row['calendarDays'], row['late'], row['reasoned']])).toEqual([
      ['A', 10, 15, false, null],
      ['B', 11, 18, true, false],
      // Unanswered on 30 April: 20 working days waited so far.
      ['E', 20, null, true, null],
    ]);
    expect(rows[0]).toMatchObject({
      comparable: 'C, Z',
      comparableGranted: 'C (alpha, working days: 1)',
      feeCents: 1250,
    });
  });
  it('reasons need words, exports are measured, the summary adds up', async () => {
    const figure = await runMetric(release, accessRequests, { from: '2021-04-01', to: '2021-05-01' });
    const row = (id: string) => figure.rows.find((one) => one['id'] === id);
    expect(row('D')).toMatchObject({ reasoned: true, days: 2 });
    expect(row('F')).toMatchObject({ completeness: 0.95, machineReadable: false, format: 'pdf' });
    // Refused B without words, partial D with: 1 of 2.
    expect(figure.summary).toMatchObject({ requests: 6, refused: 1, pending: 1, reasonedRatio: 0.5, late: 2 });
    expect((await runMetric(release, accessRequests, { from: '2021-05-01', to: '2021-06-01' })).rows).toEqual([]);
  });
});
