import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { demonstrationOptions, simulateMarket } from '@vigie/simulation';
import { listIngests, listReleaseNumbers } from '@vigie/warehouse';
import type { DemoOverrides } from '../env.ts';
import type { WarehouseWork } from '../jobs/warehouse-work.ts';
import type { Logger } from '../logger.ts';

export interface EnsureReleaseOptions {
  readonly home: string;
  readonly demo: DemoOverrides;
  readonly work: WarehouseWork;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** What was given of the overrides. */
function given(demo: DemoOverrides): Partial<typeof demonstrationOptions> {
  return Object.fromEntries(Object.entries(demo).filter(([, value]) => value !== undefined));
}

/** Simulates the demonstration market into files, reads them as simulated data, and leaves only what the warehouse keeps. */
async function ingestDemonstration({ home, demo, work, signal, say }: EnsureReleaseOptions): Promise<void> {
  const directory = join(home, 'demonstration');
  rmSync(directory, { recursive: true, force: true });
  try {
    say('Simulating the demonstration market…');
    const { files } = await simulateMarket({ directory, signal }, { ...demonstrationOptions, ...given(demo) });
    say(`Reading its ${files.length} files…`);
    const options = { signal, report: () => undefined };
    for (const { path, profile } of files)
      await work.ingest({ path, name: basename(path), profile, simulated: true }, options);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * A first start shows something: people's own files when some were ingested and never built, else the demonstration market.
 * Interrupted anywhere, the next start does it again; the same files give the same ingests.
 */
export async function ensureRelease(options: EnsureReleaseOptions): Promise<void> {
  const { home, demo, work, say, signal, logger } = options;
  if ((await listReleaseNumbers(home)).length > 0) return;
  const own = (await listIngests(home)).filter((ingest) => !ingest.simulated && !ingest.table.startsWith('reference_'));
  if (own.length === 0) {
    if (demo.practitioners === 0) return;
    await ingestDemonstration(options);
  }
  say(own.length === 0 ? 'Building the demonstration release…' : 'Building a release of the ingested files…');
  const number = await work.build({ signal, report: () => undefined });
  logger.info({ release: number, simulated: own.length === 0 }, 'built the first release');
}
