import type { Db } from '@vigie/database';
import { and, eq, inArray, jobs, uploads } from '@vigie/database';
import type { Problem } from '@vigie/api';

export interface Recovered {
  readonly interruptedUploads: number;
  readonly requeuedIngests: number;
  readonly failedBuilds: number;
}

const transferCut: Problem = {
  reason: 'SERVER_STOPPED',
  message: 'The server stopped while this file was arriving.',
  where: {},
  cure: 'Send the file again.',
};
const buildCut: Problem = {
  reason: 'SERVER_STOPPED',
  message: 'The server stopped during this build. The last release stands as it was.',
  where: {},
  cure: 'Start the build again.',
};

/**
 * Puts right what a stop in the middle of work left behind. A file that had fully arrived is read again from the beginning,
 * which is safe because the same file gives the same ingest; half a file and half a build are not worth keeping.
 */
export async function recoverJobs(db: Db): Promise<Recovered> {
  return db.transaction(async (tx) => {
    const now = new Date();
    const cut = await tx
      .update(uploads)
      .set({ state: 'failed', problem: transferCut, updatedAt: now })
      .where(eq(uploads.state, 'receiving'))
      .returning({ id: uploads.id });
    const builds = await tx
      .update(jobs)
      .set({ state: 'failed', problem: buildCut, message: buildCut.message, finishedAt: now })
      .where(and(eq(jobs.kind, 'build'), inArray(jobs.state, ['queued', 'running'])))
      .returning({ id: jobs.id });
    const message = 'The server stopped while this file was being read. It is read again from the beginning.';
    const ingests = await tx
      .update(jobs)
      .set({ state: 'queued', startedAt: null, progressRatio: null, message })
      .where(and(eq(jobs.kind, 'ingest'), eq(jobs.state, 'running')))
      .returning({ id: jobs.id });
    return { interruptedUploads: cut.length, requeuedIngests: ingests.length, failedBuilds: builds.length };
  });
}
