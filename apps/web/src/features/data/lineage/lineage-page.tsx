import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { DataTable, ErrorState, formatCount, LoadingState, Section, useLocale, type DataColumn } from '@vigie/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { useRelease } from '../../../app/use-status.ts';
import type { Lineage } from '../common/types.ts';
import { Hash } from '../common/hash.tsx';
import { buildGraph, gather } from './build-graph.ts';
import { LineageDrawing } from './lineage-graph.tsx';

/** From a metric back to the bytes: a drawing and the same in a table. */
export function LineagePage() {
  const { t } = useTranslation();
  const release = useRelease();
  const lineage = useQuery(trpc.warehouse.lineage.queryOptions({ release }));
  return (
    <Section
      first
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

type Reading = Lineage['ingests'][number] & { readonly file: string };

function LineageView({ lineage }: { readonly lineage: Lineage }) {
  const { t } = useTranslation();
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [metric, setMetric] = useState<string | null>(lineage.metrics[0]?.id ?? null);
  const graph = useMemo(() => buildGraph(gather(lineage), metric), [lineage, metric]);
  const readings = useMemo(() => readingsBehind(lineage, metric), [lineage, metric]);
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
      <ReadingTable readings={readings} />
    </>
  );
}

/** Every file that a metric stands on, with what became of its rows. */
function readingsBehind(lineage: Lineage, metric: string | null): Reading[] {
  const behind = new Set(buildGraph(lineage, metric).nodes.map((node) => node.id));
  const names = new Map(lineage.files.map((file) => [file.sha256, file.name]));
  return lineage.ingests
    .filter((ingest) => behind.has(`ingest:${ingest.id}`))
    .map((ingest) => ({ ...ingest, file: names.get(ingest.sha256) ?? '' }));
}

function ReadingTable({ readings }: { readonly readings: readonly Reading[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo((): readonly DataColumn<Reading>[] => {
    const counted = (id: string, title: string, value: (reading: Reading) => number): DataColumn<Reading> => ({
      id,
      title,
      align: 'right',
      value,
      text: (reading) => formatCount(locale, value(reading)),
    });
    return [
      {
        id: 'file',
        title: t('data.sources.file'),
        value: (reading) => reading.file,
        cell: (reading) => (
          <Link to="/data/ingests/$id" params={{ id: reading.id }}>
            {reading.file}
          </Link>
        ),
      },
      {
        id: 'sha',
        title: t('data.release.sha'),
        value: (reading) => reading.sha256,
        cell: (reading) => <Hash value={reading.sha256} />,
      },
      { id: 'profile', title: t('data.sources.profile'), value: (reading) => reading.profile },
      { id: 'table', title: t('data.sources.table'), value: (reading) => reading.table },
      counted('rows', t('data.sources.rows'), (reading) => reading.rowsIn),
      { ...counted('kept', t('data.sources.kept'), (reading) => reading.accepted), phone: 'primary' },
      counted('refused', t('data.sources.refused'), (reading) => reading.rejected),
      counted('flagged', t('data.sources.flagged'), (reading) => reading.warned),
    ];
  }, [t, locale]);
  return (
    <DataTable
      caption={t('data.lineage.files')}
      rows={readings}
      columns={columns}
      rowKey={(reading) => reading.id}
      dense
      virtualFrom={40}
      height={480}
    />
  );
}
