import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRelease } from './build-release.ts';
import { askRelease } from './testing/ask-release.ts';
import { ingestRequests } from './testing/ingest-access.ts';
import type { RequestRow } from './testing/ingest-access.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-outages-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Requests at seconds after an instant: `+` answered, `-` unanswered, `!` an error of the platform, `m` unanswered for maintenance. */
function log(marks: string, { day = '2021-04-01', partner = null as string | null } = {}): RequestRow[] {
  const kinds: Readonly<Record<string, Partial<RequestRow>>> = {
    '+': {},
    '-': { outcome: 'TIMEOUT', reason: 'TIMEOUT' },
    '!': { outcome: 'ERROR', reason: 'SERVER_ERROR', blame: 'PLATFORM' },
    m: { outcome: 'TIMEOUT', reason: 'MAINTENANCE' },
  };
  return marks.split(' ').map((mark) => {
    const at = new Date(Date.parse(`${day}T00:00:00Z`) + Number(mark.slice(0, -1)) * 1000).toISOString();
    return { at: at.slice(0, 19).replace('T', ' '), partner, ...kinds[mark.slice(-1)] };
  });
}

async function outages(rows: readonly RequestRow[]): Promise<unknown[][]> {
  await ingestRequests(home, 'log', rows);
  await buildRelease(home, { codeRevision: 'test' });
  return askRelease(
    home,
    `select interface, partner, cast(timezone('UTC', down_from) as varchar), cast(timezone('UTC', down_to) as varchar), is_maintenance from outage order by 1, 2 nulls first, 3`,
  );
}

describe('the rule of five unanswered requests in 30 seconds', () => {
  it('the vector of the specification: one outage [40, 100); the run of 200 to 232 spans 32 s and is none', async () => {
    const vector = '0+ 10- 14- 20+ 40- 45- 50- 55- 60- 70- 100+ 200- 208- 216- 224- 232- 300+';
    expect(await outages(log(vector))).toEqual([
      ['OWN_WEB', null, '2021-04-01 00:00:40', '2021-04-01 00:01:40', false],
    ]);
  });

  it('begins at the first of the five that are close enough: 0, 20, 30, 35, 40, 45 → from 20', async () => {
    expect(await outages(log('0- 20- 30- 35- 40- 45- 60+'))).toEqual([
      ['OWN_WEB', null, '2021-04-01 00:00:20', '2021-04-01 00:01:00', false],
    ]);
  });

  it('exactly 30 s is down; an outage that nothing ends has no end', async () => {
    expect(await outages(log('0- 5- 10- 20- 30-'))).toEqual([['OWN_WEB', null, '2021-04-01 00:00:00', null, false]]);
  });

  it('an error is a reply: it breaks the five, but it ends no outage', async () => {
    expect(await outages(log('0- 1- 2- 3! 4- 5- 9+ 20- 21- 22- 23- 24- 30! 40+'))).toEqual([
      ['OWN_WEB', null, '2021-04-01 00:00:20', '2021-04-01 00:00:40', false],
    ]);
  });

  it('maintenance when every unanswered request says so', async () => {
    expect(await outages([...log('0m 1m 2m 3m 4m 10+'), ...log('100m 101m 102m 103m 104- 110+')])).toEqual([
      ['OWN_WEB', null, '2021-04-01 00:00:00', '2021-04-01 00:00:10', true],
      ['OWN_WEB', null, '2021-04-01 00:01:40', '2021-04-01 00:01:50', false],
    ]);
  });

  it('the interface is down for whoever asks; each partner alone as well: 3 + 2 make five together, and none alone', async () => {
    const both = [...log('0- 2- 4- 90+', { partner: 'alpha' }), ...log('1- 3- 95+', { partner: 'beta' })];
    expect(await outages(both)).toEqual([['PARTNER_API', null, '2021-04-01 00:00:00', '2021-04-01 00:01:30', false]]);
  });

  it('another partner’s answer keeps the interface up while one partner is down', async () => {
    const both = [...log('0- 2- 4- 6- 8- 60+', { partner: 'alpha' }), ...log('5+', { partner: 'beta' })];
    expect(await outages(both)).toEqual([
      ['PARTNER_API', 'alpha', '2021-04-01 00:00:00', '2021-04-01 00:01:00', false],
    ]);
  });

  it('over the end of a month of Paris, 22:00 UTC: three before and two after it are one outage', async () => {
    const night = 79_200;
    const marks = [-9, -6, -3, 3, 6].map((second) => `${night + second}-`).join(' ');
    expect(await outages(log(`${marks} ${night + 60}+`, { day: '2021-04-30' }))).toEqual([
      ['OWN_WEB', null, '2021-04-30 21:59:51', '2021-04-30 22:01:00', false],
    ]);
  });
});
