import type { Lineage } from '@vigie/api';
import type { MetricDefinition } from '@vigie/metrics';
import type { ReleaseRecord } from '@vigie/warehouse';
import { ACCESS_TABLES } from './access-tables.ts';
import type { ReleaseContents } from './release-contents.ts';
import { toReleaseSummary } from './release-views.ts';

export interface LineageParts {
  readonly record: ReleaseRecord;
  readonly current: number;
  readonly contents: ReleaseContents;
  readonly metrics: readonly Pick<MetricDefinition, 'id' | 'version'>[];
}

/** From the bytes as they came to the metrics that can be asked, as the manifest tells it. */
export function toLineage({ record, current, contents, metrics }: LineageParts): Lineage {
  const { inputs } = record.manifest;
  const files = new Map(inputs.map(({ sha256, name, bytes }) => [sha256, { sha256, name, bytes }]));
  const names = new Set([...inputs.map(({ table }) => table), ...contents.tables.map(({ name }) => name)]);
  const rowsOf = (table: string): number =>
    contents.tables.find(({ name }) => name === table)?.rows ??
    inputs.filter((input) => input.table === table).reduce((sum, input) => sum + input.accepted, 0);
  return {
    release: toReleaseSummary(record, current),
    files: [...files.values()],
    ingests: inputs.map(({ ingestId: id, sha256, profile, table, rowsIn, accepted, rejected, warned }) => ({
      id,
      sha256,
      profile,
      table,
      rowsIn,
      accepted,
      rejected,
      warned,
    })),
    tables: [...names].map((name) => ({
      name,
      rows: rowsOf(name),
      ingests: inputs
        .filter(({ table }) => table === name || TABLE_SOURCES[name] === table)
        .map(({ ingestId }) => ingestId),
    })),
    metrics: metrics.map(({ id, version }) => ({ id, version, tables: TABLES_READ[id] ?? [] })),
  };
}

/** Tables of a release that are made from an ingested table of another name. */
const TABLE_SOURCES: Readonly<Record<string, string>> = { equipment: 'equipment_panel' };

/** The ingested tables that a metric's statements read, through rollups too. */
const BOOKINGS = ['booking', 'booking_count', 'site_register'];
const SLOTS = ['slot', 'slot_exposure'];
const MARKET = [...BOOKINGS, 'equipment', 'vendor_volume'];
const TABLES_READ: Readonly<Record<string, string[]>> = {
  'market.share': MARKET,
  'market.definitions': MARKET,
  'market.concentration': MARKET,
  'market.merger-screen': MARKET,
  'market.local': BOOKINGS,
  'market.penetration': ['equipment', 'universe_snapshot'],
  'market.availability': ['availability', 'availability_hourly'],
  'growth.change': BOOKINGS,
  'growth.decomposition': [...BOOKINGS, 'equipment'],
  'access.parity': [...ACCESS_TABLES],
  'access.monitor': ['api_request', 'probe', 'slot'],
  'access.delays': ['api_request', ...SLOTS, 'change_event', 'access_request', 'support_ticket'],
  'access.reasons': ['api_request'],
  'access.hidden-slots': SLOTS,
  'access.published': ['api_request'],
  'access.requests': ['access_request'],
  'access.availability-by-platform': ['availability'],
};
