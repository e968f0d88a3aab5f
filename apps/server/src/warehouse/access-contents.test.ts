import { memoryRelease, requestInsert } from '@vigie/metrics/testing';
import { expect, it } from 'vitest';
import { NO_ACCESS, readAccessContents } from './access-contents.ts';

it('months by Paris day, whole when data lie on both ends; partners per month, without our own side', async () => {
  const rows = [
    { day: '2021-02-10', partner: 'alpha', requests: 5 },
    { day: '2021-03-01', partner: 'beta', requests: 5 },
    { day: '2021-03-31', requests: 5 },
    { day: '2021-04-02', partner: 'beta', requests: 5 },
  ];
  const release = await memoryRelease([
    requestInsert(rows),
    `insert into rollup_rank_month values ('2021-03-01', 'own', 'SM54', '75', '0-2', 'TODAY', 'P01', 3, 1.5), ('2021-03-01', 'gamma', 'SM54', '75', '0-2', 'TODAY', 'P02', 3, 1.5)`,
    `insert into rollup_exposure_month values ('2021-03-01', 'own_web_app', 'SM54', '75', 'FIRST', 'AMB', 10, false, 4, 0)`,
  ]);
  expect(await readAccessContents(release)).toEqual({
    months: [
      { month: '2021-02', whole: false, partners: ['alpha'] },
      { month: '2021-03', whole: true, partners: ['beta', 'gamma'] },
      { month: '2021-04', whole: false, partners: ['beta'] },
    ],
    partners: [
      { code: 'alpha', name: 'Alpha' },
      { code: 'beta', name: 'Beta' },
      { code: 'gamma', name: 'Gamma' },
    ],
    publishedFrom: '2021-02-10',
    publishedToExclusive: '2021-04-03',
  });
  release.close();
});

it('who asks for access counts when it is a competitor or a vendor, in the Paris month of the request', async () => {
  const request = (id: string, requester: string, kind: string): string =>
    `('${id}', 'API_ACCESS', '${requester}', '${kind}', timestamptz '2021-03-31 22:30:00+00')`;
  const release = await memoryRelease([
    `insert into access_request (id, kind, requester, requester_class, requested_at) values
      ${request('1', 'beta', 'COMPETITOR')}, ${request('2', 'CHU de Lille', 'HOSPITAL')}`,
  ]);
  const { months } = await readAccessContents(release);
  expect(months).toEqual([{ month: '2021-04', whole: false, partners: ['beta'] }]);
  release.close();
});

it('a release made before there were access relations, or with other columns, holds none', async () => {
  const old = await memoryRelease([
    'drop table rollup_request_day',
    'drop table rollup_visibility_day',
    'drop table rollup_exposure_month',
    'drop table rollup_exclusive_month',
    'drop table rollup_rank_month',
    'drop table rollup_change_month',
    'drop table access_request',
    'alter table support_ticket rename column requester to asked_by',
  ]);
  expect(await readAccessContents(old)).toEqual(NO_ACCESS);
  old.close();
});
