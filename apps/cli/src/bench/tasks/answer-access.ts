import { getMetric, runMetric } from '@vigie/metrics';
import { openDatabase, openRelease, readRows } from '@vigie/warehouse';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessByHand } from '../access/by-hand.ts';
import { firstDifference } from '../compare-answers.ts';
import type { Answers } from '../questions.ts';
import { MEMORY_LIMIT_MB, type Finding, type Task } from './task.ts';

/** All indicators of all partners in one month through `access.parity`, cold and again, then the statements by hand over the plain tables; answers compared. */
export async function answerAccess({ home, plain, month, next }: Extract<Task, { kind: 'access' }>): Promise<Finding> {
  const opening = performance.now();
  const reader = await openRelease(home, 'current', { memoryLimitMb: MEMORY_LIMIT_MB });
  try {
    const metric = getMetric('access.parity');
    const params = { month: month.slice(0, 7) };
    const { rows } = await runMetric(reader, metric, params);
    const coldMs = performance.now() - opening;
    const again = performance.now();
    await runMetric(reader, metric, params);
    const warmMs = performance.now() - again;
    const figure = new Map(rows.map((row) => [`${String(row['kpi'])} ${String(row['partner'])}`, row]));
    const byHand = await handAnswers(plain, { month, next });
    const answers: Answers = new Map(
      [...byHand.answers.keys()].map((key) => {
        const [kpi = '', partner = '', what = ''] = key.split(' ');
        const row = figure.get(`${kpi} ${partner}`);
        // CA-03 has no crude beside it: its effect is the ratio of sums itself.
        const value = row?.[what === 'crude' && kpi === 'CA-03' ? 'effect' : what === 'crude' ? 'crudeEffect' : what];
        return [key, value === null || value === undefined ? Number.NaN : Number(value)];
      }),
    );
    const mismatch = firstDifference(answers, byHand.answers);
    return {
      facts: {
        coldMs,
        warmMs,
        handMs: byHand.milliseconds,
        rows: rows.length,
        partners: new Set(rows.map((row) => row['partner'])).size,
        answers: answers.size,
      },
      texts: mismatch === null ? {} : { mismatch },
    };
  } finally {
    reader.close();
  }
}

async function handAnswers(
  plain: string,
  at: { month: string; next: string },
): Promise<{ answers: Answers; milliseconds: number }> {
  const database = await openDatabase({
    path: plain,
    readOnly: true,
    memoryLimitMb: MEMORY_LIMIT_MB,
    temporaryDirectory: join(tmpdir(), `vigie-bench-${process.pid}`),
  });
  try {
    const connection = await database.connect();
    const started = performance.now();
    const answers: Answers = new Map();
    for (const statement of accessByHand(at)) {
      for (const row of await readRows(connection, statement)) {
        const key = `${String(row['kpi'])} ${String(row['partner'])}`;
        answers.set(`${key} ownN`, Number(row['own_n']));
        answers.set(`${key} partnerN`, Number(row['partner_n']));
        if (row['crude'] !== null) answers.set(`${key} crude`, Number(row['crude']));
      }
    }
    return { answers, milliseconds: performance.now() - started };
  } finally {
    database.close();
  }
}
