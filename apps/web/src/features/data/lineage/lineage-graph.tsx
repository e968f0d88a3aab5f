import { useElementSize } from '@mantine/hooks';
import { formatCount, useLocale } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import type { LineageGraph, LineageNode, NodeKind } from './build-graph.ts';
import classes from './lineage.module.css';

const LAYERS: readonly NodeKind[] = ['file', 'ingest', 'table', 'metric'];
const TITLES = {
  file: 'data.lineage.files',
  ingest: 'data.lineage.ingests',
  table: 'data.lineage.tables',
  metric: 'data.lineage.metrics',
} as const;
const ROW = 40;
const HEAD = 24;
/** Nodes drawn per layer; the table beneath holds them all. */
const MOST = 14;

/** Four layers from bytes to metrics. One image with a sentence: the table beneath says the same to readers. */
export function LineageDrawing({ graph }: { readonly graph: LineageGraph }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { ref, width } = useElementSize();
  const layers = LAYERS.map((kind) => graph.nodes.filter((node) => node.kind === kind));
  const tallest = Math.max(...layers.map((layer) => Math.min(layer.length, MOST + 1)), 1);
  const gap = 56;
  const box = Math.max((width - gap * 3) / 4, 90);
  const height = HEAD + tallest * ROW;
  const place = new Map<string, { x: number; y: number }>();
  layers.forEach((layer, column) => {
    const drawn = layer.slice(0, MOST);
    const top = HEAD + ((tallest - drawn.length) * ROW) / 2;
    drawn.forEach((node, index) => place.set(node.id, { x: column * (box + gap), y: top + index * ROW }));
  });
  const count = (n: number): string => formatCount(locale, n);
  const sentence = t('data.lineage.sentence', {
    metrics: count(layers[3]?.length ?? 0),
    tables: count(layers[2]?.length ?? 0),
    ingests: count(layers[1]?.length ?? 0),
    files: count(layers[0]?.length ?? 0),
  });
  return (
    <div ref={ref} className={classes['drawing']} role="img" aria-label={sentence}>
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          {graph.edges.map((edge) => {
            const [a, b] = [place.get(edge.from), place.get(edge.to)];
            if (a === undefined || b === undefined) return null;
            const [x1, y1, x2, y2] = [a.x + box, a.y + 15, b.x, b.y + 15];
            return (
              <path
                key={`${edge.from}${edge.to}`}
                d={`M${x1} ${y1}C${x1 + gap / 2} ${y1} ${x2 - gap / 2} ${y2} ${x2} ${y2}`}
                className={classes['edge']}
              />
            );
          })}
          {layers.map((layer, column) => (
            <g key={LAYERS[column]}>
              <text x={column * (box + gap)} y={12} className={classes['layer']}>
                {t(TITLES[LAYERS[column] ?? 'file'])}
              </text>
              {layer.length > MOST && (
                <text x={column * (box + gap)} y={height - 6} className={classes['layer']}>
                  {t('data.lineage.cut', { count: layer.length - MOST })}
                </text>
              )}
            </g>
          ))}
          {graph.nodes.map((node) => {
            const at = place.get(node.id);
            return at === undefined ? null : (
              <NodeBox
                key={node.id}
                node={node}
                x={at.x}
                y={at.y}
                width={box}
                note={node.rows === null ? node.note : `${node.note} ${count(node.rows)}`.trim()}
              />
            );
          })}
        </svg>
      )}
    </div>
  );
}

interface NodeBoxProps {
  readonly node: LineageNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly note: string;
}

function NodeBox({ node, x, y, width, note }: NodeBoxProps) {
  const fits = Math.floor((width - 12) / 6.4);
  const cut = (text: string): string => (text.length > fits ? `${text.slice(0, Math.max(fits - 1, 1))}…` : text);
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{node.label}</title>
      <rect width={width} height={32} rx={6} className={classes['node']} data-kind={node.kind} />
      <text x={8} y={14} className={classes['name']}>
        {cut(node.label)}
      </text>
      <text x={8} y={26} className={classes['note']}>
        {cut(note)}
      </text>
    </g>
  );
}
