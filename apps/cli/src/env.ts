import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** The only reader of process.env on the command line. `VIGIE_HOME` holds all state; default `.vigie/` of the checkout. */
export function readHome(): string {
  const home = process.env['VIGIE_HOME'];
  return home === undefined || home === '' ? join(workspace, '.vigie') : resolve(home);
}

/** The environment of a process that the command line starts, with some variables set. */
export function childEnvironment(set: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...set };
}
