import { expect, it } from 'vitest';
import type { Lineage } from '../common/types.ts';
import { buildGraph, gather } from './build-graph.ts';

const release = {
  number: 1,
  hash: 'a'.repeat(64),
  current: true,
  simulated: true,
  builtAt: null,
  dataFrom: null,
  dataToExclusive: null,
  inputs: 2,
  rows: 3,
  bytes: 4,
};
const ingest = (id: string, sha256: string, table: string) => ({
  id,
  sha256,
  profile: 'p',
  table,
  rowsIn: 1,
  accepted: 1,
  rejected: 0,
  warned: 0,
});
const lineage: Lineage = {
  release,
  files: [
    { sha256: 'f1', name: 'bookings.csv', bytes: 1 },
    { sha256: 'f2', name: 'register.csv', bytes: 1 },
  ],
  ingests: [ingest('i1', 'f1', 'booking'), ingest('i2', 'f2', 'site_register')],
  tables: [
    { name: 'booking', rows: 1, ingests: ['i1'] },
    { name: 'site_register', rows: 1, ingests: ['i2'] },
  ],
  metrics: [
    { id: 'market.share', version: 1, tables: ['booking'] },
    { id: 'market.local', version: 1, tables: ['booking', 'site_register'] },
  ],
};

it('behind one metric stand its tables, their readings and files, and nothing else', () => {
  const graph = buildGraph(lineage, 'market.share');
  expect(graph.nodes.map((node) => node.id)).toEqual(['file:f1', 'ingest:i1', 'table:booking', 'metric:market.share']);
  expect(graph.edges).toHaveLength(3);
});

it('without a metric, everything', () => {
  expect(buildGraph(lineage, null).nodes).toHaveLength(8);
  expect(buildGraph(lineage, null).edges).toHaveLength(2 + 2 + 3);
});

it('many files are gathered by what they are read as; rows add up', () => {
  const many: Lineage = {
    ...lineage,
    files: Array.from({ length: 20 }, (_, i) => ({ sha256: `f${i}`, name: `b${i}.csv`, bytes: 1 })),
    ingests: Array.from({ length: 20 }, (_, i) => ingest(`i${i}`, `f${i}`, 'booking')),
    tables: [{ name: 'booking', rows: 20, ingests: Array.from({ length: 20 }, (_, i) => `i${i}`) }],
    metrics: [{ id: 'market.share', version: 1, tables: ['booking'] }],
  };
  const graph = buildGraph(gather(many), null);
  expect(graph.nodes.map((node) => [node.kind, node.label, node.rows])).toEqual([
    ['file', '20 × p', null],
    ['ingest', 'p', 20],
    ['table', 'booking', 20],
    ['metric', 'market.share', null],
  ]);
});
