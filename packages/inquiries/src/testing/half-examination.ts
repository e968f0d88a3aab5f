import { openDatabase } from '@vigie/database';
import { z } from 'zod';
import { examinationSchema } from '../conduct-cases/examination-shapes.ts';
import { recordExamination } from '../conduct-cases/record-examination.ts';

/**
 * A process that examines and stops for ever in the middle, after the first case was written: its parent kills it there.
 * Run with one argument, JSON: where the database is, the examination, and at which reading of the clock to stop.
 */
const taskSchema = z.object({
  directory: z.string(),
  user: z.string(),
  database: z.string(),
  examination: examinationSchema,
  stopAt: z.number(),
});

const { directory, user, database, examination, stopAt } = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const { db } = openDatabase({ kind: 'socket', directory, user, database });
let readings = 0;

function now(): Date {
  readings += 1;
  if (readings === stopAt) {
    process.stdout.write('half\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  return new Date('2021-04-01T09:00:00Z');
}

await recordExamination({ db, now, actor: { kind: 'job', name: 'half' } }, examination);
process.stdout.write('whole\n');
process.exit();
