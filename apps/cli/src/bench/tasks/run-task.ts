import { METRIC_MACROS, METRICS, runMetric } from '@vigie/metrics';
import { simulateMarket } from '@vigie/simulation';
import { buildRelease, ingestFile, openDatabase, openRelease, readRows } from '@vigie/warehouse';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Span } from '../questions.ts';
import { answerAccess } from './answer-access.ts';
import { answerQuestion } from './answer-question.ts';
import { dossierParams } from './dossier-params.ts';
import { MEMORY_LIMIT_MB, type Finding, type Task } from './task.ts';

/** Small markets come as one file a year and platform, so that a file’s fixed costs do not pass for the rows’. The last month is a file of its own either way. */
const MONTHLY_FILES_FROM = 20_000_000;

/** Does one task; the caller measures time and memory around it. */
export async function runTask(task: Task): Promise<Finding> {
  switch (task.kind) {
    case 'simulate':
      return simulate(task);
    case 'ingest':
      return ingest(task);
    case 'bare':
      return bare(task);
    case 'build': {
      const { release } = await buildRelease(task.home, {
        macros: METRIC_MACROS,
        force: task.force,
        memoryLimitMb: MEMORY_LIMIT_MB,
      });
      return { facts: { release: release.number }, texts: { hash: release.hash } };
    }
    case 'question':
      return answerQuestion(task);
    case 'access':
      return answerAccess(task);
    case 'dossier':
      return dossier(task.home, task.span as unknown as Span);
  }
}

async function simulate({
  kind: _kind,
  directory,
  access = 0,
  ...options
}: Extract<Task, { kind: 'simulate' }>): Promise<Finding> {
  const result = await simulateMarket(
    { directory },
    {
      ...options,
      access,
      filesPer: options.bookings >= MONTHLY_FILES_FROM ? 'month' : 'year',
      incompleteLastMonth: false,
    },
  );
  const bookings = result.files.filter((f) => f.table === 'booking').reduce((sum, f) => sum + f.rows, 0);
  return { facts: { bookings, files: result.files.length }, texts: { files: JSON.stringify(result.files) } };
}

async function ingest({ home, files }: Extract<Task, { kind: 'ingest' }>): Promise<Finding> {
  const facts = { rowsIn: 0, accepted: 0, rejected: 0, warned: 0 };
  const ids: string[] = [];
  for (const { path, profile } of files) {
    const record = await ingestFile({ home }, { path, profile, options: { simulated: true } });
    facts.rowsIn += record.rowsIn;
    facts.accepted += record.accepted;
    facts.rejected += record.rejected;
    facts.warned += record.warned;
    ids.push(record.id);
  }
  return { facts, texts: { ids: ids.join(',') } };
}

async function bare({ statements, database: path }: Extract<Task, { kind: 'bare' }>): Promise<Finding> {
  const database = await openDatabase({
    memoryLimitMb: MEMORY_LIMIT_MB,
    temporaryDirectory: join(tmpdir(), `vigie-bench-${process.pid}`),
    ...(path === undefined ? {} : { path }),
  });
  try {
    const connection = await database.connect();
    let last: Record<string, unknown> = {};
    for (const sql of statements) last = (await readRows(connection, sql))[0] ?? {};
    const entries = Object.entries(last);
    return {
      facts: Object.fromEntries(entries.flatMap(([k, v]) => (Number.isFinite(Number(v)) ? [[k, Number(v)]] : []))),
      texts: Object.fromEntries(entries.map(([k, v]) => [k, String(v)])),
    };
  } finally {
    database.close();
  }
}

/** Every metric once, cold, as a dossier asks: one after the other over one open release. */
async function dossier(home: string, span: Span): Promise<Finding> {
  const reader = await openRelease(home);
  try {
    const facts: Record<string, number> = {};
    for (const metric of METRICS) {
      for (const [index, params] of dossierParams(metric.id, span).entries()) {
        const started = performance.now();
        await runMetric(reader, metric, params);
        facts[`${metric.id} ${index + 1}`] = performance.now() - started;
      }
    }
    return { facts, texts: {} };
  } finally {
    reader.close();
  }
}
