import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { ingestRows } from './testing/ingest-access.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-searches-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

type Row = Parameters<typeof ingestRows>[2]['rows'][number];
const ask = (sql: string): Promise<unknown[][]> => askRelease(home, sql);

describe('ranks', () => {
  const listed = (practitioner: string, managedBy: string, rank: number, more: Row = {}): Row => ({
    search_id: 'F1',
    searched_at: '2021-04-06 10:00:00',
    channel: 'OWN_APP',
    specialty_code: 'SM54',
    site_dept: '75',
    practitioner_id_nat: practitioner,
    managed_by: managedBy,
    rank,
    distance_band: '0-2',
    availability_band: 'TODAY',
    ...more,
  });

  it('own at 1, 2, 4: 1 + 0.630929754 + 0.430676558 = 2.061606312; beta at 3, 5, 6: 0.5 + 0.386852807 + 0.356207187 = 1.243059994', async () => {
    const owners = ['own', 'own', 'beta', 'own', 'beta', 'beta'];
    await ingestRows(home, 'search_result', {
      label: 'searches',
      rows: owners.map((owner, index) => listed(`P${index}`, owner, index + 1)),
    });
    await buildRelease(home, { codeRevision: 'test' });
    expect(
      await ask(
        'select managed_by, sum(listings), cast(sum(exposure) as varchar) from rollup_rank_month group by 1 order by 1',
      ),
    ).toEqual([
      ['beta', 3, '1.243059994'],
      ['own', 3, '2.061606312'],
    ]);
  });

  it('one agenda twice in one search is reported: 3 listings of 2 practitioners, 1 repeat, 2 with a known wait', async () => {
    await ingestRows(home, 'search_result', {
      label: 'searches',
      rows: [listed('P1', 'beta', 1), listed('P1', 'beta', 2), listed('P2', 'beta', 3, { availability_band: null })],
    });
    await buildRelease(home, { codeRevision: 'test' });
    expect(
      await ask(
        "select party, day, units, listed, available, duplicates from access_reporting where source = 'search'",
      ),
    ).toEqual([['beta', '2021-04-06', 2, 3, 2, 1]]);
  });
});

describe('changes', () => {
  it('seen after 20.1 s: 21; never seen in 2 days: censored at 172,800; own app to web 0 though its clock is 2 s behind; no end of watching: censored at 0', async () => {
    const change = (id: string, seen: string | null, more: Row = {}): Row => ({
      change_id: id,
      kind: 'CANCELLATION',
      direction: 'OWN_TO_PARTNER',
      partner_code: 'beta',
      changed_at: '2021-04-06 10:00:00',
      visible_at: seen,
      ...more,
    });
    await ingestRows(home, 'change_event', {
      label: 'changes',
      rows: [
        change('1', '2021-04-06 10:00:20.1'),
        change('2', null, { observed_until: '2021-04-08 10:00:00' }),
        change('3', '2021-04-06 09:59:58', { direction: 'OWN_TO_OWN', partner_code: null }),
        change('4', null, { direction: 'PARTNER_TO_OWN', kind: 'MOVE' }),
      ],
    });
    await buildRelease(home, { codeRevision: 'test' });
    expect(
      await ask(
        'select comparison, direction, kind, lag_seconds, censored, n from rollup_change_month order by 1, 2, 4',
      ),
    ).toEqual([
      ['beta', 'OWN_TO_PARTNER', 'CANCELLATION', 21, false, 1],
      ['beta', 'OWN_TO_PARTNER', 'CANCELLATION', 172_800, true, 1],
      ['beta', 'PARTNER_TO_OWN', 'MOVE', 0, true, 1],
      ['own', 'OWN_TO_OWN', 'CANCELLATION', 0, false, 1],
    ]);
  });
});
