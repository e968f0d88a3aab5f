import { withTestDatabase } from '@vigie/database/testing';
import { type CaseDetail, caseDetailSchema, caseListSchema, type Decision, recordExamination } from '@vigie/inquiries';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callTrpc, postTrpc, type TrpcAnswer } from '../testing/call-trpc.ts';
import { collectEvents } from '../testing/read-events.ts';
import type { TestServer } from '../testing/start-test-server.ts';
import { startTestServer } from '../testing/start-test-server.ts';

const database = withTestDatabase();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ db: database().db });
});
afterAll(() => server.close());

/** A case as an examined month opens it. */
async function openCase(partner: string): Promise<CaseDetail> {
  const context = {
    db: database().db,
    now: () => new Date(),
    actor: { kind: 'job', name: 'access examination' },
  } as const;
  const numbers = { margin: 0.02, effect: -0.1, ciLow: -0.12, ciHigh: -0.08, q: 0.001, materialityQ: 0.002 };
  const levels = {
    ownLevel: 0.96,
    partnerLevel: 0.86,
    ownN: 20_000,
    partnerN: 1000,
    monthsInRow: 1,
    rule: 'BEYOND_MARGIN',
  };
  const monthNumbers = { unit: 'share', ...numbers, ...levels };
  const decision: Decision = { trigger: 'RED', kpi: 'CA-08', partner, month: '2021-04', status: 'RED', monthNumbers };
  const release = { releaseNumber: 1, releaseHash: 'a'.repeat(64), releaseBuiltAt: '2021-05-01T00:00:00Z' };
  const foundIn = { metric: 'access.parity', metricVersion: 1, ...release };
  const { opened } = await recordExamination(context, {
    foundIn,
    simulated: false,
    scope: `2021-04 ${partner}`,
    decisions: [decision],
  });
  return server.api.access.cases.get({ id: opened[0]?.id ?? '' });
}

const post = (verb: string, input: object): Promise<TrpcAnswer> => postTrpc(server.url, `access.cases.${verb}`, input);
const detail = ({ data }: TrpcAnswer): CaseDetail => caseDetailSchema.parse(data);

it('a case from its opening to its end, over HTTP; the local user stands in every event', async () => {
  const { id } = await openCase('alpha');
  const list = caseListSchema.parse((await callTrpc(server.url, 'access.cases.list', { partner: 'ALPHA' })).data);
  expect(list).toMatchObject({ total: 1, nextCursor: null, cases: [{ id, kpi: 'CA-08', state: 'open', version: 1 }] });
  await post('assign', { id, version: 1, owner: 'Camille' });
  const early = await post('close', { id, version: 2, outcome: { kind: 'REMEDIED', text: 'done' } });
  expect([early.status, early.error?.data['reason']]).toEqual([422, 'CAUSE_MISSING']);
  await post('setRootCause', { id, version: 2, rootCause: { kind: 'CAPACITY', text: 'queue too short' } });
  await post('addNote', { id, note: 'seen with the operators' });
  const closed = detail(await post('close', { id, version: 3, outcome: { kind: 'REMEDIED', text: 'queue longer' } }));
  expect(closed.events.map(({ kind, actor }) => [kind, actor.kind, actor.name])).toEqual([
    ['OPENED', 'job', 'access examination'],
    ['OWNER', 'local', 'local user'],
    ['ROOT_CAUSE', 'local', 'local user'],
    ['NOTE', 'local', 'local user'],
    ['CLOSED', 'local', 'local user'],
  ]);
  expect(detail(await post('reopen', { id, version: 4, reason: 'again' })).state).toBe('open');
});

it('two people change one version at once: one wins, the other gets 409 with what to do', async () => {
  const { id } = await openCase('beta');
  const answers = await Promise.all(['Camille', 'Dominique'].map((owner) => post('assign', { id, version: 1, owner })));
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect(lost?.error?.data).toMatchObject({
    appCode: 'CONFLICT',
    reason: 'CASE_CHANGED',
    where: { yourVersion: 1, version: 2 },
    cure: 'Read it again, then make your change if it is still needed.',
  });
  const won = answers.find(({ status }) => status === 200);
  const now = await server.api.access.cases.get({ id });
  expect(now.owner).toBe(detail(won ?? { status: 0, data: null, error: null }).owner);
  expect(now.events).toHaveLength(2);
});

it('input that does not fit names its field; an unknown case is 404; nothing unexpected was logged', async () => {
  const { id } = await openCase('gamma');
  const wrong: [string, object, number, string][] = [
    ['assign', { id, owner: 'x' }, 400, 'INVALID_INPUT'],
    ['setDueDate', { id, version: 1, dueOn: '2021-02-30' }, 400, 'INVALID_INPUT'],
    ['setDueDate', { id, version: 1, dueOn: '2001-01-01' }, 400, 'DUE_BEFORE_OPENED'],
    ['setRootCause', { id, version: 1, rootCause: { kind: 'LUCK', text: 'x' } }, 400, 'INVALID_INPUT'],
    ['addNote', { id, note: '   ' }, 400, 'INVALID_INPUT'],
    ['addNote', { id: '00000000-0000-4000-8000-000000000000', note: 'x' }, 404, 'NO_SUCH_CASE'],
    ['reopen', { id, version: 1, reason: 'x' }, 409, 'CASE_OPEN'],
  ];
  for (const [verb, input, status, reason] of wrong) {
    const answer = await post(verb, input);
    expect([verb, answer.status, answer.error?.data['reason']]).toEqual([verb, status, reason]);
  }
  expect(server.logged).toEqual([]);
});

it('a change is told to those who follow cases, and not to those who follow files', async () => {
  const { id } = await openCase('delta');
  const following = collectEvents(`${server.url}/trpc/access.cases.changes`, (data) => data.includes('Frédérique'));
  const files: string[] = [];
  const uploads = collectEvents(`${server.url}/trpc/warehouse.progress`, (data) => {
    files.push(data);
    return data.includes('"kind":"build"');
  });
  await post('assign', { id, version: 1, owner: 'Frédérique' });
  const seen = await following;
  expect(seen.at(-1)?.data).toContain(id);
  expect(seen.every(({ data, id: number }) => number !== '' && data.includes('"kind":"case"'))).toBe(true);
  await server.api.warehouse.buildRelease();
  await uploads;
  expect(files.some((data) => data.includes('"kind":"case"'))).toBe(false);
});
