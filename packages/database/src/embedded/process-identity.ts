import { chownSync } from 'node:fs';

/** The user that PostgreSQL runs as: it refuses root, so root hands it to `nobody`. */
export interface ProcessIdentity {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: ProcessIdentity = { uid: 65534, gid: 65534 };

/** Undefined for a plain user (and on Windows): PostgreSQL then runs as the caller. */
export function chooseIdentity(): ProcessIdentity | undefined {
  return process.getuid?.() === 0 ? NOBODY : undefined;
}

export function giveTo(path: string, identity: ProcessIdentity | undefined): void {
  if (identity !== undefined) chownSync(path, identity.uid, identity.gid);
}
