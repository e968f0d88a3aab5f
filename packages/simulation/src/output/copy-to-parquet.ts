import type { Engine } from '../engine/open-engine.ts';

/** Contract tables of competitor access, all of the profile `access-export`. */
export const ACCESS_TABLES = [
  'slot',
  'slot_exposure',
  'probe',
  'api_request',
  'access_request',
  'change_event',
  'search_result',
  'capability',
  'access_fee',
  'change_notice',
  'support_ticket',
  'channel_setting',
  'named_search',
] as const;
export type AccessTable = (typeof ACCESS_TABLES)[number];

export interface SimulatedFile {
  /** Contract table. */
  readonly table: 'booking' | 'universe_snapshot' | 'equipment_panel' | 'vendor_volume' | AccessTable;
  readonly path: string;
  readonly rows: number;
  /** Profile that ingests it. */
  readonly profile: string;
}

/** Runs one SELECT into a Parquet file, marked as simulated, and returns its rows. Long dictionaries are not tried: identifiers and pseudonyms do not repeat. */
export async function copyToParquet(engine: Engine, select: string, path: string): Promise<number> {
  const [row] = await engine.rows(
    `COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 3000,
       KV_METADATA {'vigie.simulated': 'true'})`,
  );
  return Number(row?.['Count'] ?? 0);
}
