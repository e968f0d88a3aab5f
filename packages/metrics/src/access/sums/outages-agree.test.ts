import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findOutages, uptimePercent, type Outage, type Probe } from '@vigie/statistics';
import { buildRelease } from '@vigie/warehouse';
import { askRelease, ingestRequests } from '@vigie/warehouse/testing';

/** The vector of domain.md §3.4: seconds, `+` answered, `-` not. */
const VECTOR = '0+ 10- 14- 20+ 40- 45- 50- 55- 60- 70- 100+ 200- 208- 216- 224- 232- 300+';
const MIDNIGHT = Date.parse('2021-04-01T00:00:00Z');

const probesOf = (marks: string): Probe[] =>
  marks.split(' ').map((mark) => ({ atSeconds: Number(mark.slice(0, -1)), answered: mark.endsWith('+') }));

/** 300 requests a few seconds apart, in runs of answered and unanswered ones; the same for a seed. */
function drawProbes(seed: number): Probe[] {
  let state = seed;
  const draw = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const probes: Probe[] = [];
  let atSeconds = 0;
  for (let answered = true; probes.length < 300; answered = !answered) {
    for (let run = 1 + draw(9); run > 0; run -= 1) {
      atSeconds += 1 + draw(12);
      probes.push({ atSeconds, answered });
    }
  }
  return probes;
}

const logs = new Map([
  ['vector', probesOf(VECTOR)],
  ...Array.from({ length: 30 }, (_, seed) => [`p${seed}`, drawProbes(seed + 1)] as const),
]);

let home = '';
const found = new Map<string, Outage[]>();
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigie-outages-agree-'));
  const requests = [...logs].flatMap(([partner, probes]) =>
    probes.map(({ atSeconds, answered }) => ({
      at: new Date(MIDNIGHT + atSeconds * 1000).toISOString().slice(0, 19).replace('T', ' '),
      partner,
      outcome: answered ? 'SUCCESS' : 'TIMEOUT',
    })),
  );
  await ingestRequests(home, 'log', requests);
  await buildRelease(home, { codeRevision: 'test' });
  const rows = await askRelease(
    home,
    `select partner, cast(epoch(down_from) as bigint) - ${MIDNIGHT / 1000}, cast(epoch(down_to) as bigint) - ${MIDNIGHT / 1000} from outage where partner is not null order by 1, 2`,
  );
  for (const [partner, from, to] of rows) {
    const list = found.get(String(partner)) ?? [];
    found.set(String(partner), [...list, { fromSeconds: Number(from), toSeconds: to === null ? null : Number(to) }]);
  }
});
afterAll(() => rm(home, { recursive: true, force: true }));

it('the release finds the outages that the statistics find: the vector, [40, 100) = 60 s, 99.9305555556 % up', () => {
  expect(found.get('vector')).toEqual([{ fromSeconds: 40, toSeconds: 100 }]);
  expect(uptimePercent(found.get('vector') ?? [])).toBeCloseTo(99.930_555_555_6, 9);
});

it('… and in 30 drawn logs of 300 requests each', () => {
  const expected = [...logs].map(([partner, probes]) => [partner, findOutages(probes)]);
  expect([...logs].map(([partner]) => [partner, found.get(partner) ?? []])).toEqual(expected);
  expect([...found.values()].flat().length).toBeGreaterThan(100);
});
