import { fileURLToPath } from 'node:url';

/** Absolute path of a file under the repository's `data/` folder. */
export function dataPath(...parts: readonly string[]): string {
  return fileURLToPath(new URL(`../../../../data/${parts.join('/')}`, import.meta.url));
}
