import { conductCases, eq } from '@vigie/database';
import { withTestDatabase } from '@vigie/database/testing';
import { describe, expect, it } from 'vitest';
import { examination, jobContext, month, personContext } from '../testing/examinations.ts';
import { addNote } from './add-note.ts';
import { assignOwner } from './assign-owner.ts';
import { closeCase } from './close-case.ts';
import { getCase } from './get-case.ts';
import { listCases } from './list-cases.ts';
import { recordExamination } from './record-examination.ts';
import { reopenCase } from './reopen-case.ts';
import { setDueDate } from './set-due-date.ts';
import { setRootCause } from './set-root-cause.ts';

const database = withTestDatabase();
const camille = () => personContext(database().db, 'Camille');
const dominique = () => personContext(database().db, 'Dominique');
const cause = { kind: 'CONFIGURATION', text: 'quota of the interface' } as const;
const outcome = { kind: 'REMEDIED', text: 'quota raised' } as const;
let opened = 0;

/** A case of its own per test. */
async function newCase(): Promise<string> {
  opened += 1;
  const scope = `2021-03 ${opened}`;
  const { opened: cases } = await recordExamination(
    jobContext(database().db),
    examination(1, scope, [month(`p${opened}`, '2021-03', 'RED')]),
  );
  return cases[0]?.id ?? '';
}

describe('changes', () => {
  it('owner, due date, cause, note, outcome: each is one event with actor, time, before and after', async () => {
    const id = await newCase();
    await assignOwner(camille(), { id, version: 1, owner: 'Dominique' });
    await setDueDate(dominique(), { id, version: 2, dueOn: '2021-04-30' });
    await setRootCause(dominique(), { id, version: 3, rootCause: cause });
    await addNote(camille(), { id, note: 'asked the operators' });
    const closed = await closeCase(dominique(), { id, version: 4, outcome });
    expect(closed).toMatchObject({
      state: 'closed',
      owner: 'Dominique',
      dueOn: '2021-04-30',
      rootCause: cause,
      outcome,
      version: 5,
    });
    expect(closed.closedAt).toBe('2021-04-01T09:00:00.000Z');
    expect(
      closed.events.slice(1).map(({ kind, actor, before, after, note }) => [kind, actor.name, before, after, note]),
    ).toEqual([
      ['OWNER', 'Camille', { owner: null }, { owner: 'Dominique' }, null],
      ['DUE_DATE', 'Dominique', { dueOn: '2021-04-16' }, { dueOn: '2021-04-30' }, null],
      ['ROOT_CAUSE', 'Dominique', null, { rootCause: cause }, null],
      ['NOTE', 'Camille', null, null, 'asked the operators'],
      ['CLOSED', 'Dominique', { state: 'open' }, { state: 'closed', outcome }, null],
    ]);
  });

  it('a change to what it is already changes nothing: no event, no version', async () => {
    const id = await newCase();
    await assignOwner(camille(), { id, version: 1, owner: 'Camille' });
    const same = await assignOwner(dominique(), { id, version: 2, owner: 'Camille' });
    expect([same.version, same.events.length]).toEqual([2, 2]);
  });

  it('is not closed without a cause; a closed case takes notes only, until it is reopened with a new due date', async () => {
    const id = await newCase();
    await expect(closeCase(camille(), { id, version: 1, outcome })).rejects.toMatchObject({
      code: 'REFUSED',
      reason: 'CAUSE_MISSING',
    });
    await setRootCause(camille(), { id, version: 1, rootCause: cause });
    await closeCase(camille(), { id, version: 2, outcome });
    const closed = { code: 'CONFLICT', reason: 'CASE_CLOSED' };
    await expect(assignOwner(camille(), { id, version: 3, owner: 'x' })).rejects.toMatchObject(closed);
    await expect(closeCase(camille(), { id, version: 3, outcome })).rejects.toMatchObject(closed);
    await addNote(camille(), { id, note: 'seen again in the log' });
    const may = personContext(database().db, 'Camille', new Date('2021-05-03T09:00:00Z'));
    const reopened = await reopenCase(may, { id, version: 3, reason: 'it came back' });
    // Ten working days after Monday 3 May 2021: 13 May is Ascension; 4, 5, 6, 7, 10, 11, 12, 14, 17, 18 May.
    expect(reopened).toMatchObject({
      state: 'open',
      outcome: null,
      closedAt: null,
      rootCause: cause,
      dueOn: '2021-05-18',
    });
    expect(reopened.events.at(-1)).toMatchObject({
      kind: 'REOPENED',
      note: 'it came back',
      before: { outcome },
      after: { outcome: null },
    });
    await expect(reopenCase(may, { id, version: 4, reason: 'x' })).rejects.toMatchObject({ reason: 'CASE_OPEN' });
  });

  it('the table refuses a closed case without cause or outcome, whoever writes', async () => {
    const id = await newCase();
    const close = database()
      .db.update(conductCases)
      .set({ state: 'closed', closedAt: new Date() })
      .where(eq(conductCases.id, id));
    await expect(close).rejects.toMatchObject({ cause: { constraint_name: 'conduct_cases_closed_whole' } });
  });

  it('is not due before it was opened', async () => {
    const id = await newCase();
    await expect(setDueDate(camille(), { id, version: 1, dueOn: '2021-03-31' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('was opened on 2021-04-01'),
    });
  });

  it('a case that does not exist is NOT_FOUND for every verb', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const missing = { code: 'NOT_FOUND', reason: 'NO_SUCH_CASE', where: { case: id } };
    await expect(getCase(camille(), { id })).rejects.toMatchObject(missing);
    await expect(addNote(camille(), { id, note: 'x' })).rejects.toMatchObject(missing);
    await expect(assignOwner(camille(), { id, version: 1, owner: null })).rejects.toMatchObject(missing);
  });
});

describe('two people at once', () => {
  it('one wins and the other is told, with both versions; the loser’s words are nowhere', async () => {
    const id = await newCase();
    const both = await Promise.allSettled([
      assignOwner(camille(), { id, version: 1, owner: 'Camille' }),
      assignOwner(dominique(), { id, version: 1, owner: 'Dominique' }),
    ]);
    const lost = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(lost).toMatchObject([{ code: 'CONFLICT', reason: 'CASE_CHANGED', where: { yourVersion: 1, version: 2 } }]);
    const after = await getCase(camille(), { id });
    expect(after.events.map(({ kind }) => kind)).toEqual(['OPENED', 'OWNER']);
    expect(after.events[1]?.actor.name).toBe(after.owner);
  });

  it('twenty changes of one version: one event; twenty notes: twenty events without holes', async () => {
    const id = await newCase();
    const edits = Array.from({ length: 20 }, (_, i) =>
      setDueDate(camille(), { id, version: 1, dueOn: `2021-05-${i + 10}` }),
    );
    const settled = await Promise.allSettled(edits);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await Promise.all(Array.from({ length: 20 }, (_, i) => addNote(camille(), { id, note: `note ${i}` })));
    const { events, version } = await getCase(camille(), { id });
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    expect(version).toBe(2);
  });

  it('a release that adds a month while somebody edits: the edit is told', async () => {
    const id = await newCase();
    const partner = (await getCase(camille(), { id })).partner;
    await recordExamination(
      jobContext(database().db),
      examination(1, `2021-04 ${partner}`, [month(partner, '2021-04', 'RED')]),
    );
    await expect(setRootCause(camille(), { id, version: 1, rootCause: cause })).rejects.toMatchObject({
      reason: 'CASE_CHANGED',
    });
  });
});

describe('the list', () => {
  it('open ones first, by due date; pages, totals and filters', async () => {
    const ids = [await newCase(), await newCase(), await newCase()];
    const [first = '', second = '', third = ''] = ids;
    await setDueDate(camille(), { id: first, version: 1, dueOn: '2021-12-31' });
    await setDueDate(camille(), { id: second, version: 1, dueOn: '2021-04-01' });
    await setRootCause(camille(), { id: third, version: 1, rootCause: cause });
    await closeCase(camille(), { id: third, version: 2, outcome });
    const list = (input: object = {}) => listCases(camille(), { cursor: 0, limit: 200, ...input });
    const all = await list();
    const at = (id: string): number => all.cases.findIndex((one) => one.id === id);
    expect(all.cases).toHaveLength(all.total);
    expect([at(second), at(first) < at(third)]).toEqual([0, true]);
    const page = await list({ limit: 2 });
    expect([page.cases.length, page.total, page.nextCursor]).toEqual([2, all.total, 2]);
    const rest = await list({ cursor: 2 });
    expect([...page.cases, ...rest.cases].map(({ id }) => id)).toEqual(all.cases.map(({ id }) => id));
    expect(rest.nextCursor).toBeNull();
    expect((await list({ state: 'closed' })).cases.map(({ id }) => id)).toContain(third);
    expect((await list({ partner: all.cases[0]?.partner })).total).toBe(1);
    expect((await list({ month: '2021-04' })).cases.every(({ lastMonth }) => lastMonth >= '2021-04')).toBe(true);
    expect((await list({ month: '2019-01' })).total).toBe(0);
    expect((await list({ kpi: 'CA-01' })).total).toBe(0);
    expect((await list({ simulated: true })).total).toBe(0);
    expect((await list({ overdue: true })).total).toBe(0);
  });
});
