import { join } from 'node:path';
import { z } from 'zod';
import { duration, millionsPerSecond, perSecond } from '../result.ts';
import { FROM, MONTHS, practitionersFor, type SimulatedInput, type Stage } from './step.ts';

const filesSchema = z.array(z.object({ path: z.string(), profile: z.string(), table: z.string(), rows: z.number() }));

/** Makes the market of this size. */
export async function simulateForBench(stage: Stage): Promise<SimulatedInput[]> {
  const practitioners = practitionersFor(stage.bookings);
  stage.say(`simulating ${practitioners.toLocaleString('en')} practitioners over ${MONTHS} months`);
  const outcome = await stage.run({
    kind: 'simulate',
    directory: join(stage.directory, 'simulated'),
    practitioners,
    months: MONTHS,
    seed: 1,
    from: FROM,
    bookings: stage.bookings,
  });
  const files = filesSchema.parse(JSON.parse(outcome.texts['files'] ?? '[]'));
  const bookings = outcome.facts['bookings'] ?? 0;
  const rows = files.reduce((sum, f) => sum + f.rows, 0);
  stage.add({
    group: 'simulate',
    name: `${bookings.toLocaleString('en')} bookings and ${(rows - bookings).toLocaleString('en')} other rows`,
    got: `${duration(outcome.milliseconds)}, ${millionsPerSecond(bookings, outcome.milliseconds)}`,
    byHand: null,
    target: null,
    met: null,
    note: null,
    facts: {
      milliseconds: outcome.milliseconds,
      bookings,
      rows,
      bookingsPerSecond: perSecond(bookings, outcome.milliseconds),
      peakMemoryMb: outcome.peakMemoryMb,
    },
  });
  addMemory(stage, 'simulation', outcome.peakMemoryMb);
  return files;
}

/** A line for the peak memory of a step. */
export function addMemory(stage: Stage, name: string, peakMemoryMb: number, targetMb: number | null = null): void {
  stage.add({
    group: 'memory',
    name: `peak of ${name}`,
    got: `${Math.round(peakMemoryMb)} MB`,
    byHand: null,
    target: targetMb === null ? null : `< ${targetMb} MB`,
    met: targetMb === null ? null : peakMemoryMb < targetMb,
    note: null,
    facts: { peakMemoryMb },
  });
}
