import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ProcessIdentity } from './process-identity.ts';

const SEARCH = { user: 0o100, group: 0o010, others: 0o001 };

/** Whether the identity may pass through every directory above `path`. The caller itself always may. */
export function canReach(path: string, identity: ProcessIdentity | undefined): boolean {
  if (identity === undefined) return true;
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const { mode, uid, gid } = statSync(directory);
    const bit = uid === identity.uid ? SEARCH.user : gid === identity.gid ? SEARCH.group : SEARCH.others;
    if ((mode & bit) === 0) return false;
    if (directory === dirname(directory)) return true;
  }
}
