import { mkdtempSync, rmSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopLeftoverServer } from '../embedded/stop-server.ts';
import { CLUSTER_KEY } from './cluster-key.ts';

/** For vitest's `globalSetup`: one PostgreSQL cluster per run, started only when a test asks, always stopped. */
export function setup(project: TestProject): () => Promise<void> {
  const home = mkdtempSync(join(realpathSync(tmpdir()), 'vigie-test-pg-'));
  project.provide(CLUSTER_KEY, home);
  return async () => {
    await stopLeftoverServer(join(home, 'data'));
    rmSync(home, { recursive: true, force: true });
  };
}
