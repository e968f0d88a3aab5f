import { openRelease } from '../open-release.ts';

/** The rows a query gives on a release, as arrays: for tests. */
export async function askRelease(home: string, text: string, number?: number): Promise<unknown[][]> {
  const release = await openRelease(home, number);
  try {
    return (await release.engine.query({ text, params: {} })).map((row) => Object.values(row));
  } finally {
    release.close();
  }
}
