import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { accessExaminations, conductCases, conductEvents, conductFindings } from '@vigie/database';
import { createTestDatabase, type TestDatabase } from '@vigie/database/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alarm, examination, jobContext, month, personContext } from '../testing/examinations.ts';
import { closeCase } from './close-case.ts';
import { getCase } from './get-case.ts';
import { listCases } from './list-cases.ts';
import { addMonths } from './month.ts';
import { recordExamination } from './record-examination.ts';
import { setRootCause } from './set-root-cause.ts';

// A month's figure is about everybody, so every test has a database of its own.
let database: () => TestDatabase;
beforeEach(async () => {
  const made = await createTestDatabase();
  database = () => made;
});
afterEach(() => database().close());
const HALF = fileURLToPath(new URL('../testing/half-examination.ts', import.meta.url));
const job = () => jobContext(database().db);
const person = () => personContext(database().db);
const casesOf = async (partner: string) =>
  (await listCases(job(), { partner, cursor: 0, limit: 200 })).cases.sort((a, b) => a.number - b.number);
const detailOf = async (partner: string) => getCase(job(), { id: (await casesOf(partner))[0]?.id ?? '' });
const kinds = async (partner: string) => (await detailOf(partner)).events.map(({ kind }) => kind);

describe('one run of RED months is one case', () => {
  it('RED in February, March, April: opened + 2 RED months = one case with three events', async () => {
    for (const name of ['2021-02', '2021-03', '2021-04'])
      await recordExamination(job(), examination(1, name, [month('three', name, 'RED')]));
    expect(await casesOf('three')).toHaveLength(1);
    const found = await detailOf('three');
    expect(found.events.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'OPENED'],
      [2, 'RED_MONTH'],
      [3, 'RED_MONTH'],
    ]);
    expect(found).toMatchObject({
      kpi: 'CA-08',
      state: 'open',
      firstMonth: '2021-02',
      lastMonth: '2021-04',
      redMonths: 3,
      takenBack: false,
      owner: null,
      version: 3,
    });
    expect(found.findings.map((finding) => [finding.month, finding.monthNumbers?.effect])).toEqual([
      ['2021-02', -0.05],
      ['2021-03', -0.05],
      ['2021-04', -0.05],
    ]);
    expect(found.events[0]?.actor).toEqual({ kind: 'job', name: 'access examination' });
  });

  it('opened on Thursday 1 April 2021, due 10 working days later: 16 April (Easter Monday is none)', async () => {
    await recordExamination(job(), examination(1, '2021-01', [month('due', '2021-01', 'RED')]));
    expect(await detailOf('due')).toMatchObject({ dueOn: '2021-04-16', overdue: false });
    const later = jobContext(database().db, new Date('2021-04-17T00:00:00Z'));
    expect((await listCases(later, { partner: 'due', overdue: true, cursor: 0, limit: 10 })).total).toBe(1);
  });

  it('a month that is not RED ends the run: January, not February, March = two cases', async () => {
    for (const [name, status] of [
      ['2021-01', 'RED'],
      ['2021-02', 'GREEN'],
      ['2021-03', 'RED'],
    ] as const)
      await recordExamination(job(), examination(1, name, [month('gap', name, status)]));
    expect((await casesOf('gap')).map(({ firstMonth }) => firstMonth)).toEqual(['2021-01', '2021-03']);
  });

  it('an earlier RED month that comes later leads into the same case', async () => {
    await recordExamination(job(), examination(1, '2021-04', [month('back', '2021-04', 'RED')]));
    await recordExamination(job(), examination(2, '2021-03', [month('back', '2021-03', 'RED')]));
    expect(await casesOf('back')).toMatchObject([{ firstMonth: '2021-03', lastMonth: '2021-04', redMonths: 2 }]);
  });

  it('AMBER, GREEN, INSUFFICIENT, INCONCLUSIVE and no verdict open none', async () => {
    for (const [index, status] of ['AMBER', 'GREEN', 'INSUFFICIENT', 'INCONCLUSIVE', null].entries()) {
      const scope = addMonths('2021-01', index);
      await recordExamination(job(), examination(1, scope, [month('calm', scope, status)]));
    }
    expect(await casesOf('calm')).toEqual([]);
  });

  it('December and January are one run; indicators, partners and simulated data are apart', async () => {
    await recordExamination(job(), examination(1, '2020-12', [month('year', '2020-12', 'RED')]));
    await recordExamination(
      job(),
      examination(1, '2021-01', [month('year', '2021-01', 'RED'), month('other', '2021-01', 'RED')]),
    );
    await recordExamination(job(), { ...examination(9, '2021-01', [month('year', '2021-01', 'RED')], true) });
    expect((await casesOf('year')).map(({ simulated, redMonths }) => [simulated, redMonths])).toEqual([
      [false, 2],
      [true, 1],
    ]);
    expect(await casesOf('other')).toHaveLength(1);
  });

  it('any order of any months: as many cases as runs, every RED month in exactly one', async () => {
    const reds = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 9 });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(reds, async (offsets) => {
        const partner = `any-${round++}`;
        for (const offset of offsets) {
          const name = addMonths('2019-06', offset);
          await recordExamination(job(), examination(1, `${name} ${partner}`, [month(partner, name, 'RED')]));
        }
        const cases = await casesOf(partner);
        const findings = (await Promise.all(cases.map(({ id }) => getCase(job(), { id })))).flatMap(
          (one) => one.findings,
        );
        expect(findings.map((one) => one.month).sort()).toEqual(offsets.map((one) => addMonths('2019-06', one)).sort());
        // A month that joins two runs goes to the earlier one, so never fewer cases than runs, and in order of time exactly as many.
        const sorted = [...offsets].sort((a, b) => a - b);
        const runs = sorted.filter((one, index) => one - 1 !== sorted[index - 1]).length;
        expect(cases.length).toBeGreaterThanOrEqual(runs);
        if (offsets.every((one, index) => one === sorted[index])) expect(cases).toHaveLength(runs);
      }),
      { numRuns: 12 },
    );
  });
});

describe('a later release', () => {
  it('takes a RED back: RESTATED with both words, nothing is deleted, and the case stays open', async () => {
    await recordExamination(job(), examination(1, '2021-03', [month('restated', '2021-03', 'RED')]));
    await recordExamination(job(), examination(2, '2021-03', [month('restated', '2021-03', 'GREEN', -0.001)]));
    const found = await detailOf('restated');
    expect(found).toMatchObject({ state: 'open', takenBack: true, redMonths: 0, firstMonth: '2021-03' });
    expect(found.events.at(-1)).toMatchObject({
      kind: 'RESTATED',
      before: { status: 'RED', stands: true, numbers: { effect: -0.05 }, foundIn: { releaseNumber: 1 } },
      after: { status: 'GREEN', stands: false, numbers: { effect: -0.001 }, foundIn: { releaseNumber: 2 } },
    });
  });

  it('that says the same says nothing: no event, no new version; a changed effect is restated', async () => {
    await recordExamination(job(), examination(1, '2021-03', [month('same', '2021-03', 'RED')]));
    const again = await recordExamination(
      job(),
      examination(2, '2021-03', [month('same', '2021-03', 'RED', -0.05 * (1 + 1e-12))]),
    );
    expect(again).toMatchObject({ recorded: true, opened: [], changed: [] });
    expect(await kinds('same')).toEqual(['OPENED']);
    await recordExamination(job(), examination(3, '2021-03', [month('same', '2021-03', 'RED', -0.08)]));
    expect(await kinds('same')).toEqual(['OPENED', 'RESTATED']);
    expect(await detailOf('same')).toMatchObject({ redMonths: 1, version: 2 });
  });

  it('that has no row for it any more takes it back without a verdict', async () => {
    await recordExamination(job(), examination(1, '2017-03', [month('silent', '2017-03', 'RED')]));
    await recordExamination(job(), examination(2, '2017-03', [month('loud', '2017-03', 'GREEN')]));
    expect((await detailOf('silent')).findings).toMatchObject([{ status: null, stands: false, monthNumbers: null }]);
  });

  it('a release older than one that was examined is noted and changes nothing', async () => {
    await recordExamination(job(), examination(5, '2018-03', [month('old', '2018-03', 'GREEN')]));
    const late = await recordExamination(job(), examination(4, '2018-03', [month('old', '2018-03', 'RED')]));
    expect(late).toMatchObject({ recorded: true, applied: false, opened: [] });
    expect(await casesOf('old')).toEqual([]);
    const noted = await database().db.select().from(accessExaminations).orderBy(accessExaminations.releaseNumber);
    expect(noted.map(({ releaseNumber, applied, raised }) => [releaseNumber, applied, raised])).toEqual([
      [4, false, 1],
      [5, true, 0],
    ]);
  });

  it('reopens a closed case whose run goes on, with a new due date', async () => {
    await recordExamination(job(), examination(1, '2021-03', [month('again', '2021-03', 'RED')]));
    const { id } = await detailOf('again');
    const cause = await setRootCause(person(), {
      id,
      version: 1,
      rootCause: { kind: 'CAPACITY', text: 'one server short' },
    });
    const closed = await closeCase(person(), {
      id,
      version: cause.version,
      outcome: { kind: 'REMEDIED', text: 'server added' },
    });
    expect(closed.state).toBe('closed');
    const may = jobContext(database().db, new Date('2021-05-03T09:00:00Z'));
    const { changed } = await recordExamination(may, examination(2, '2021-04', [month('again', '2021-04', 'RED')]));
    expect(changed).toMatchObject([
      { id, state: 'open', outcome: null, rootCause: { kind: 'CAPACITY' }, dueOn: '2021-05-18' },
    ]);
    expect(await kinds('again')).toEqual(['OPENED', 'ROOT_CAUSE', 'CLOSED', 'RED_MONTH', 'REOPENED']);
  });
});

describe('the monitor', () => {
  it('an ALARM opens a case; the RED of its month and of the next one come into it', async () => {
    await recordExamination(job(), examination(1, '2021 CA-08 alarmed', [alarm('alarmed', '2021', '2021-03-12')]));
    await recordExamination(job(), examination(1, '2021-03', [month('alarmed', '2021-03', 'RED')]));
    await recordExamination(job(), examination(1, '2021-04', [month('alarmed', '2021-04', 'RED')]));
    expect(await casesOf('alarmed')).toMatchObject([{ alarmOn: '2021-03-12', redMonths: 2 }]);
    expect(await kinds('alarmed')).toEqual(['OPENED', 'RED_MONTH', 'RED_MONTH']);
  });

  it('an ALARM in the run of a case is told to it; WATCH opens none', async () => {
    await recordExamination(job(), examination(1, '2021-02', [month('joined', '2021-02', 'RED')]));
    await recordExamination(job(), examination(1, '2021 CA-08 joined', [alarm('joined', '2021', '2021-03-01')]));
    await recordExamination(job(), examination(1, '2021 CA-08 watched', [alarm('watched', '2021', null)]));
    expect(await kinds('joined')).toEqual(['OPENED', 'ALARM']);
    expect(await casesOf('watched')).toEqual([]);
  });

  it('an ALARM that the corrected series never reaches stays, restated', async () => {
    await recordExamination(job(), examination(1, '2021 CA-08 latched', [alarm('latched', '2021', '2021-06-30')]));
    await recordExamination(job(), examination(2, '2021 CA-08 latched', [alarm('latched', '2021', null)]));
    expect(await detailOf('latched')).toMatchObject({ takenBack: true, alarmOn: null, firstMonth: '2021-06' });
    expect(await kinds('latched')).toEqual(['OPENED', 'RESTATED']);
  });
});

describe('at once, and stopped', () => {
  it('the same figure examined eight times at once is examined once', async () => {
    const one = examination(1, '2021-03 race', [month('race', '2021-03', 'RED')]);
    const results = await Promise.all(Array.from({ length: 8 }, () => recordExamination(job(), one)));
    expect(results.filter(({ recorded }) => recorded)).toHaveLength(1);
    expect(await kinds('race')).toEqual(['OPENED']);
  });

  it('two releases examined at once make one case, whichever comes first', async () => {
    const months = ['2020-01', '2020-02', '2020-03', '2020-04'];
    await Promise.all(
      [1, 2].flatMap((release) =>
        months.map((name) =>
          recordExamination(job(), examination(release, `${name} two`, [month('two', name, 'RED')])),
        ),
      ),
    );
    const found = (await Promise.all((await casesOf('two')).map(({ id }) => getCase(job(), { id })))).flatMap(
      (one) => one.findings,
    );
    expect(found.map((one) => one.month).sort()).toEqual(months);
  });

  it('killed in the middle of a month: no case, no event, no examination, and the next time does it all', async () => {
    const { db, target } = database();
    const both = examination(1, '2021-03', [month('half-a', '2021-03', 'RED'), month('half-b', '2021-03', 'RED')]);
    // The clock is read for the examination, the first case and its event, then for the second case.
    const task = JSON.stringify({ ...target, examination: both, stopAt: 4 });
    const child = spawn(process.execPath, [HALF, task], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('half\n');
    child.kill('SIGKILL');
    await once(child, 'close');
    const left = await Promise.all(
      [conductCases, conductFindings, conductEvents, accessExaminations].map((table) => db.$count(table)),
    );
    expect(left).toEqual([0, 0, 0, 0]);
    expect((await recordExamination(job(), both)).opened).toHaveLength(2);
  });

  it('the database itself refuses to change or remove an event, a finding or a case', async () => {
    const { db } = database();
    await recordExamination(job(), examination(1, '2021-03', [month('kept', '2021-03', 'RED')]));
    const refused = { cause: { code: '23001' } };
    await expect(db.update(conductEvents).set({ kind: 'NOTE' })).rejects.toMatchObject(refused);
    await expect(db.delete(conductEvents)).rejects.toMatchObject(refused);
    await expect(db.delete(conductFindings)).rejects.toMatchObject(refused);
    await expect(db.delete(conductCases)).rejects.toMatchObject(refused);
    await expect(db.execute('truncate conduct_events')).rejects.toMatchObject(refused);
  });
});
