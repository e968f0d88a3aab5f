import {
  DataTable,
  dayBefore,
  EmptyState,
  ErrorState,
  formatCount,
  formatDay,
  formatShare,
  LoadingState,
  Section,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import { useStatus } from '../../../app/use-status.ts';
import classes from '../common/data.module.css';
import type { Ingest } from '../common/types.ts';

/** Every file read with what it covers, then what the release holds of them. */
export function SourcesPage() {
  const { t } = useTranslation();
  const ingests = useQuery(trpc.warehouse.ingests.queryOptions());
  return (
    <>
      <Section first title={t('data.sources.title')} note={t('data.sources.note')}>
        {ingests.error !== null ? (
          <ErrorState
            problem={toProblem(ingests.error, t('data.sources.title'))}
            onRetry={() => void ingests.refetch()}
          />
        ) : ingests.data === undefined ? (
          <LoadingState shape="table" rows={6} />
        ) : ingests.data.ingests.length === 0 ? (
          <EmptyState title={t('data.sources.none')}>{t('data.arriving.noneText')}</EmptyState>
        ) : (
          <SourceTable ingests={ingests.data.ingests} />
        )}
      </Section>
      <TablesSection />
    </>
  );
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function extentOf(ingests: readonly Ingest[]): Extent | null {
  const starts = ingests.flatMap((ingest) => (ingest.dataFrom === null ? [] : [time(ingest.dataFrom)]));
  const ends = ingests.flatMap((ingest) => (ingest.dataToExclusive === null ? [] : [time(ingest.dataToExclusive)]));
  return starts.length === 0 || ends.length === 0 ? null : { from: Math.min(...starts), to: Math.max(...ends) };
}

function SourceTable({ ingests }: { readonly ingests: readonly Ingest[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const extent = useMemo(() => extentOf(ingests), [ingests]);
  const columns = useMemo((): readonly DataColumn<Ingest>[] => {
    const counted = (id: string, title: string, value: (ingest: Ingest) => number): DataColumn<Ingest> => ({
      id,
      title,
      align: 'right',
      value,
      text: (ingest) => formatCount(locale, value(ingest)),
    });
    const covers = (ingest: Ingest): string =>
      ingest.dataFrom === null || ingest.dataToExclusive === null
        ? t('data.sources.noDate')
        : t('data.sources.drawnLabel', {
            from: formatDay(locale, ingest.dataFrom),
            to: formatDay(locale, dayBefore(ingest.dataToExclusive)),
          });
    const kept = (ingest: Ingest): number => (ingest.rowsIn === 0 ? 0 : ingest.accepted / ingest.rowsIn);
    return [
      { id: 'file', title: t('data.sources.file'), value: (ingest) => ingest.fileName },
      { id: 'profile', title: t('data.sources.profile'), value: (ingest) => ingest.profile },
      { id: 'table', title: t('data.sources.table'), value: (ingest) => ingest.table },
      { id: 'covers', title: t('data.sources.covers'), value: (ingest) => ingest.dataFrom, text: covers },
      {
        id: 'drawn',
        title: t('data.sources.drawn'),
        sortable: false,
        value: (ingest) => ingest.dataFrom,
        cell: (ingest) => <CoverageBar ingest={ingest} extent={extent} />,
        width: 150,
        phone: 'block',
      },
      {
        id: 'of',
        title: t('data.sources.of'),
        value: (ingest) => ingest.extractedOn,
        text: (ingest) => (ingest.extractedOn === null ? '–' : formatDay(locale, ingest.extractedOn)),
      },
      counted('rows', t('data.sources.rows'), (ingest) => ingest.rowsIn),
      counted('refused', t('data.sources.refused'), (ingest) => ingest.rejected),
      counted('flagged', t('data.sources.flagged'), (ingest) => ingest.warned),
      {
        id: 'keptShare',
        title: t('data.sources.keptShare'),
        align: 'right',
        value: kept,
        text: (ingest) => formatShare(locale, kept(ingest), 2),
        phone: 'primary',
      },
    ];
  }, [t, locale, extent]);
  return (
    <DataTable
      caption={t('data.sources.title')}
      rows={ingests}
      columns={columns}
      rowKey={(ingest) => ingest.id}
      onOpen={(ingest) => void navigate({ to: '/data/ingests/$id', params: { id: ingest.id } })}
      dense
    />
  );
}

/** Where a file lies in the time of all files. */
function CoverageBar({ ingest, extent }: { readonly ingest: Ingest; readonly extent: Extent | null }) {
  if (extent === null || ingest.dataFrom === null || ingest.dataToExclusive === null || extent.to <= extent.from)
    return <>–</>;
  const span = extent.to - extent.from;
  const left = ((time(ingest.dataFrom) - extent.from) / span) * 100;
  const width = ((time(ingest.dataToExclusive) - time(ingest.dataFrom)) / span) * 100;
  return (
    <span className={classes['coverage']} aria-hidden="true">
      <i style={{ left: `${left}%`, width: `${width}%` }} />
    </span>
  );
}

function TablesSection() {
  const { t } = useTranslation();
  const locale = useLocale();
  const status = useStatus().data;
  const columns = useMemo(
    (): readonly DataColumn<{ name: string; rows: number; from: string | null; toExclusive: string | null }>[] => [
      { id: 'table', title: t('data.sources.table'), value: (table) => table.name, width: 260 },
      {
        id: 'rows',
        title: t('data.sources.tableRows'),
        align: 'right',
        value: (table) => table.rows,
        text: (table) => formatCount(locale, table.rows),
        phone: 'primary',
        width: 140,
      },
      {
        id: 'covers',
        title: t('data.sources.covers'),
        value: (table) => table.from,
        text: (table) =>
          table.from === null || table.toExclusive === null
            ? t('data.sources.noDate')
            : t('data.sources.drawnLabel', {
                from: formatDay(locale, table.from),
                to: formatDay(locale, dayBefore(table.toExclusive)),
              }),
      },
    ],
    [t, locale],
  );
  if (status === undefined || status.tables.length === 0) return null;
  return (
    <Section title={t('data.sources.tables')} note={t('data.sources.tablesNote')}>
      <DataTable
        caption={t('data.sources.tables')}
        rows={status.tables}
        columns={columns}
        rowKey={(table) => table.name}
        dense
      />
    </Section>
  );
}
