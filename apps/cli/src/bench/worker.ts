import { runTask } from './tasks/run-task.ts';
import { taskSchema, type Outcome } from './tasks/task.ts';

/** Entry of a worker process: one task as JSON in, one outcome as JSON on the last line out. */
const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const started = performance.now();
const finding = await runTask(task);
const outcome: Outcome = {
  milliseconds: performance.now() - started,
  // The kernel’s own high-water mark of this process, in kilobytes.
  peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  ...finding,
};
process.stdout.write(`${JSON.stringify(outcome)}\n`);
