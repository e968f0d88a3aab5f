import { join } from 'node:path';

/** Where the warehouse keeps its state under VIGIE_HOME. */
export interface WarehousePaths {
  readonly root: string;
  readonly ingests: string;
  readonly releases: string;
  readonly building: string;
  readonly lock: string;
}

export function warehousePaths(home: string): WarehousePaths {
  const root = join(home, 'warehouse');
  return {
    root,
    ingests: join(root, 'ingests'),
    releases: join(root, 'releases'),
    building: join(root, 'building'),
    lock: join(root, 'lock'),
  };
}

/** `1` → `000001`. */
export function releaseFolderName(number: number): string {
  return String(number).padStart(6, '0');
}

export const MANIFEST_FILE = 'manifest.json';
export const SEAL_FILE = 'seal.json';
export const DATABASE_FILE = 'vigie.duckdb';
