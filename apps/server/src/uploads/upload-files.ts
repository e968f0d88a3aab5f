import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where the bytes of uploads lie. Names on disk are ids that we gave, never the names that people's files have. */
export interface UploadFiles {
  readonly partial: (id: string) => string;
  readonly whole: (id: string) => string;
  remove(id: string): void;
  /** Removes what belongs to no upload that still needs its bytes. */
  sweep(needed: ReadonlySet<string>): number;
}

export function openUploadFiles(home: string): UploadFiles {
  const folder = join(home, 'uploads');
  mkdirSync(folder, { recursive: true });
  const partial = (id: string): string => join(folder, `${id}.part`);
  const whole = (id: string): string => join(folder, id);
  return {
    partial,
    whole,
    remove: (id) => {
      rmSync(partial(id), { force: true });
      rmSync(whole(id), { force: true });
    },
    sweep: (needed) => {
      const left = readdirSync(folder).filter((name) => !needed.has(name));
      for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
      return left.length;
    },
  };
}
