import { getMetric, runMetric } from '@vigie/metrics';
import { openDatabase, openRelease, readRows, type ReleaseReader, type Row } from '@vigie/warehouse';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstDifference } from '../compare-answers.ts';
import { FACT, PLAIN, questions, type Answers, type Span } from '../questions.ts';
import { medianOf } from '../result.ts';
import { MEMORY_LIMIT_MB, type Finding, type Task } from './task.ts';

const WARM_RUNS = 5;
/** Runs of a statement that takes longer than this are not repeated more than twice. */
const LONG_MS = 20_000;

/** Asks one question of the metric (cold, then warm) and by hand of the fact table and of the plain table, in turns, and compares the answers. */
export async function answerQuestion(task: Extract<Task, { kind: 'question' }>): Promise<Finding> {
  const question = questions(task.span as unknown as Span)[task.question];
  if (question === undefined) throw new RangeError(`There is no question ${task.question}.`);
  const opening = performance.now();
  const reader = await openRelease(task.home, 'current', { memoryLimitMb: MEMORY_LIMIT_MB });
  const metric = getMetric(question.metric);
  const ask = async (): Promise<Answers> => question.read(await runMetric(reader, metric, { ...question.params }));
  const byHand = question.byHand(FACT);
  const onPlain = question.byHand(PLAIN);
  const plain = onPlain === null ? null : await openPlain(task.plain);
  try {
    const answers = await ask();
    const cold = performance.now() - opening;
    const times = { metric: [] as number[], hand: [] as number[], plain: [] as number[] };
    let hand: Answers = new Map();
    let plainAnswers: Answers | null = null;
    for (let i = 0; i < WARM_RUNS; i++) {
      times.metric.push(await timed(ask));
      if (byHand !== null) times.hand.push(await timed(async () => (hand = answersOf(await queryOf(reader, byHand)))));
      if (plain !== null && onPlain !== null && (i < 2 || medianOf(times.plain) < LONG_MS))
        times.plain.push(await timed(async () => (plainAnswers = answersOf(await plain.query(onPlain)))));
    }
    const different =
      firstDifference(answers, hand) ?? (plainAnswers === null ? null : firstDifference(answers, plainAnswers));
    return {
      facts: {
        coldMs: cold,
        warmMs: medianOf(times.metric),
        ...(times.hand.length === 0 ? {} : { handMs: medianOf(times.hand) }),
        ...(times.plain.length === 0 ? {} : { plainMs: medianOf(times.plain) }),
        answers: answers.size,
      },
      texts: different === null ? {} : { mismatch: different },
    };
  } finally {
    plain?.close();
    reader.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function queryOf(reader: ReleaseReader, text: string): Promise<readonly Row[]> {
  return reader.engine.query({ text, params: {} });
}

async function openPlain(
  path: string,
): Promise<{ query: (sql: string) => Promise<readonly Row[]>; close: () => void }> {
  const database = await openDatabase({
    path,
    readOnly: true,
    memoryLimitMb: MEMORY_LIMIT_MB,
    temporaryDirectory: join(tmpdir(), `vigie-bench-${process.pid}`),
  });
  const connection = await database.connect();
  return { query: (sql) => readRows(connection, sql), close: () => database.close() };
}

/** Columns of text first, the number last. */
function answersOf(rows: readonly Row[]): Answers {
  return new Map(
    rows.map((row) => {
      const cells = Object.values(row);
      const keys = cells.slice(0, -1).map((c) => (c === null ? '' : String(c)));
      return [keys.join('|'), Number(cells.at(-1) ?? 0)];
    }),
  );
}
