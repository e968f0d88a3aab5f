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

/** Layers longer than this are drawn by kind: one node for all files read by one profile into one table. */
const MOST = 12;

/** The same lineage with its files and readings gathered by profile and table, when there are many. */
export function gather(lineage: Lineage): Lineage {
  if (lineage.ingests.length <= MOST) return lineage;
  const groups = Map.groupBy(lineage.ingests, (ingest) => `${ingest.profile} → ${ingest.table}`);
  const keyOf = new Map([...groups].flatMap(([key, members]) => members.map((ingest) => [ingest.id, key] as const)));
  const ingests = [...groups].flatMap(([key, members]) => {
    const [first] = members;
    const sum = (of: (ingest: Lineage['ingests'][number]) => number): number =>
      members.reduce((all, ingest) => all + of(ingest), 0);
    return first === undefined
      ? []
      : [
          {
            ...first,
            id: key,
            sha256: key,
            rowsIn: sum((i) => i.rowsIn),
            accepted: sum((i) => i.accepted),
            rejected: sum((i) => i.rejected),
            warned: sum((i) => i.warned),
          },
        ];
  });
  const files = [...groups].map(([key, members]) => ({
    sha256: key,
    name: `${members.length} × ${members[0]?.profile ?? ''}`,
    bytes: null,
  }));
  const tables = lineage.tables.map((table) => ({
    ...table,
    ingests: [...new Set(table.ingests.map((id) => keyOf.get(id) ?? id))],
  }));
  return { ...lineage, files, ingests, tables };
}

/** The lineage as nodes in four layers; `metric` keeps only what stands behind that one. */
export function buildGraph(lineage: Lineage, metric: string | null): LineageGraph {
  const nodes: LineageNode[] = [
    ...lineage.files.map((file) => ({
      id: `file:${file.sha256}`,
      kind: 'file' as const,
      label: file.name,
      note: /^[0-9a-f]{64}$/u.test(file.sha256) ? file.sha256.slice(0, 8) : '',
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
