import { parentPort } from 'node:worker_threads';
import { emptyMonthly, runMarket } from './run-market.ts';
import { emptyYearly, runYears } from './run-years.ts';
import type { WorkReply, WorkRequest } from './work.ts';

/** One worker thread: asked for one market or year at a time, answers with its counts. */
parentPort?.on('message', (request: WorkRequest) => parentPort?.postMessage(answer(request), []));

function answer(request: WorkRequest): WorkReply {
  const { seed, kind, number } = request;
  if (kind === 'market') {
    const monthly = emptyMonthly();
    runMarket(monthly, seed, number);
    return { request, monthly, yearly: null };
  }
  const yearly = emptyYearly();
  runYears(yearly, seed, number);
  return { request, monthly: null, yearly };
}
