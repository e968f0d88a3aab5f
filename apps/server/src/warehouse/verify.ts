import type { Verification } from '@vigie/api';
import { verifyRelease } from '@vigie/warehouse';

/** Hashes every file of a release again. @throws AppError NOT_FOUND, CANCELLED. */
export async function verify(home: string, number: number, signal?: AbortSignal): Promise<Verification> {
  const { ok, hash, filesChecked, findings } = await verifyRelease(
    home,
    number,
    signal === undefined ? {} : { signal },
  );
  return { number, ok, hash, filesChecked, problems: findings.map(({ path, problem }) => ({ path, problem })) };
}
