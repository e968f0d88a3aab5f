import type { Lineage } from '../common/types.ts';

export type NodeKind = 'file' | 'ingest' | 'table' | 'metric';

export interface LineageNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  readonly note: string;
  readonly rows: number | null;
}

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
}

export interface LineageGraph {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

/** The lineage as nodes in four layers; `metric` keeps only what stands behind that one. */
export function buildGraph(lineage: Lineage, metric: string | null): LineageGraph {
  const nodes: LineageNode[] = [
    ...lineage.files.map((file) => ({
      id: `file:${file.sha256}`,
      kind: 'file' as const,
      label: file.name,
      note: file.sha256.slice(0, 8),
      rows: null,
    })),
    ...lineage.ingests.map((ingest) => ({
      id: `ingest:${ingest.id}`,
      kind: 'ingest' as const,
      label: ingest.profile,
      note: ingest.table,
      rows: ingest.accepted,
    })),
    ...lineage.tables.map((table) => ({
      id: `table:${table.name}`,
      kind: 'table' as const,
      label: table.name,
      note: '',
      rows: table.rows,
    })),
    ...lineage.metrics.map((m) => ({
      id: `metric:${m.id}`,
      kind: 'metric' as const,
      label: m.id,
      note: `v${m.version}`,
      rows: null,
    })),
  ];
  const edges: LineageEdge[] = [
    ...lineage.ingests.map((ingest) => ({ from: `file:${ingest.sha256}`, to: `ingest:${ingest.id}` })),
    ...lineage.tables.flatMap((table) =>
      table.ingests.map((id) => ({ from: `ingest:${id}`, to: `table:${table.name}` })),
    ),
    ...lineage.metrics.flatMap((m) => m.tables.map((name) => ({ from: `table:${name}`, to: `metric:${m.id}` }))),
  ];
  if (metric === null) return { nodes, edges };
  const kept = new Set([`metric:${metric}`]);
  for (let grown = true; grown;) {
    grown = false;
    for (const edge of edges)
      if (kept.has(edge.to) && !kept.has(edge.from)) {
        kept.add(edge.from);
        grown = true;
      }
  }
  return {
    nodes: nodes.filter((node) => kept.has(node.id)),
    edges: edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
  };
}
