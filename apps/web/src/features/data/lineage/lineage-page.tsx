import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { DataTable, ErrorState, formatCount, LoadingState, Section, useLocale, type DataColumn } from '@vigie/ui';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { useRelease } from '../../../app/use-status.ts';
import type { Lineage } from '../common/types.ts';
import { buildGraph, type LineageNode } from './build-graph.ts';
import { LineageDrawing } from './lineage-graph.tsx';

/** From a metric back to the bytes: a drawing and the same in a table. */
export function LineagePage() {
  const { t } = useTranslation();
  const release = useRelease();
  const lineage = useQuery(trpc.warehouse.lineage.queryOptions({ release }));
  return (
    <Section
      title={t('data.lineage.title')}
      note={lineage.data === undefined ? undefined : t('data.lineage.note', { number: lineage.data.release.number })}
    >
      {lineage.error !== null ? (
        <ErrorState
          problem={toProblem(lineage.error, t('data.lineage.title'))}
          onRetry={() => void lineage.refetch()}
        />
      ) : lineage.data === undefined ? (
        <LoadingState shape="chart" />
      ) : (
        <LineageView lineage={lineage.data} />
      )}
    </Section>
  );
}

const KINDS = {
  file: 'data.lineage.files',
  ingest: 'data.lineage.ingests',
  table: 'data.lineage.tables',
  metric: 'data.lineage.metrics',
} as const;

function LineageView({ lineage }: { readonly lineage: Lineage }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [metric, setMetric] = useState<string | null>(lineage.metrics[0]?.id ?? null);
  const graph = useMemo(() => buildGraph(lineage, metric), [lineage, metric]);
  const columns = useMemo((): readonly DataColumn<LineageNode>[] => {
    const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
    const madeOf = (node: LineageNode): string =>
      graph.edges
        .filter((edge) => edge.to === node.id)
        .map((edge) => labels.get(edge.from) ?? '')
        .join(', ');
    return [
      {
        id: 'name',
        title: t('data.lineage.name'),
        value: (node) => node.label,
        cell: (node) => (
          <>
            {node.label} <span className="v-ink3">{node.note}</span>
          </>
        ),
      },
      { id: 'kind', title: t('data.lineage.kind'), value: (node) => t(KINDS[node.kind]) },
      {
        id: 'rows',
        title: t('data.lineage.rows'),
        align: 'right',
        value: (node) => node.rows,
        text: (node) => (node.rows === null ? '–' : formatCount(locale, node.rows)),
        phone: 'primary',
      },
      {
        id: 'madeOf',
        title: t('data.lineage.madeOf'),
        value: madeOf,
        text: (node) => madeOf(node) || '–',
        phone: 'block',
      },
    ];
  }, [t, locale, graph]);
  return (
    <>
      <Select
        label={t('data.lineage.pick')}
        maw={300}
        mb={8}
        value={metric ?? ''}
        allowDeselect={false}
        data={[
          ...lineage.metrics.map((m) => ({ value: m.id, label: m.id })),
          { value: '', label: t('data.lineage.all') },
        ]}
        onChange={(next) => setMetric(next === null || next === '' ? null : next)}
      />
      {!phone && <LineageDrawing graph={graph} />}
      <DataTable
        caption={t('data.lineage.title')}
        rows={graph.nodes}
        columns={columns}
        rowKey={(node) => node.id}
        dense
      />
    </>
  );
}
