import { DataTable, ErrorState, formatCount, frenchIssue, LoadingState, useLocale, type DataColumn } from '@vigie/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../api/client.ts';
import { toProblem } from '../../../api/problem.ts';
import classes from '../common/data.module.css';
import type { RejectRow } from '../common/types.ts';

export type Severity = 'reject' | 'warn' | 'all';

interface RejectTableProps {
  readonly ingestId: string;
  readonly severity: Severity;
  readonly limit: number;
}

/** Rows as they came, with the rule and why; more on demand, all by export. */
export function RejectTable({ ingestId, severity, limit }: RejectTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const pages = useInfiniteQuery({
    queryKey: ['rejects', ingestId, severity, limit],
    queryFn: ({ pageParam }) => client.warehouse.rejects.query({ ingestId, severity, cursor: pageParam, limit }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextCursor,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const columns = useMemo(
    (): readonly DataColumn<RejectRow>[] => [
      {
        id: 'line',
        title: t('data.refused.line'),
        align: 'right',
        value: (row) => row.line,
        text: (row) => formatCount(locale, row.line),
        width: 80,
      },
      { id: 'rule', title: t('data.refused.rule'), value: (row) => row.rule, phone: 'primary' },
      {
        id: 'column',
        title: t('data.refused.column'),
        value: (row) => row.column,
        cell: (row) => <span className="v-mono">{row.column ?? '–'}</span>,
      },
      {
        id: 'value',
        title: t('data.refused.value'),
        value: (row) => row.value,
        cell: (row) => (
          <span className={classes['raw']}>
            {row.value === null || row.value === '' ? t('data.refused.empty') : row.value}
          </span>
        ),
      },
      {
        id: 'todo',
        title: t('data.refused.todo'),
        value: (row) => {
          const { message, cure } = (locale === 'fr' ? frenchIssue(row.rule, row.facts) : null) ?? row;
          return `${message} ${cure}`;
        },
        phone: 'block',
      },
      {
        id: 'original',
        title: t('data.refused.values'),
        value: (row) => row.original,
        cell: (row) => <RawRow text={row.original} />,
        phone: 'block',
      },
    ],
    [t, locale],
  );
  // A sample has room for what to do; the row as it came stands on the file's own page and in the export.
  const shown = useMemo(
    () => (limit < 10 ? columns.filter((column) => column.id !== 'original') : columns),
    [columns, limit],
  );
  if (pages.isLoading) return <LoadingState shape="table" rows={4} />;
  if (pages.error !== null)
    return (
      <ErrorState problem={toProblem(pages.error, t('data.refused.title'))} onRetry={() => void pages.refetch()} />
    );
  const link = `/export/rejects/${ingestId}?format=csv&severity=${severity}`;
  return (
    <DataTable
      caption={t('data.refused.title')}
      rows={rows}
      columns={shown}
      rowKey={(row) => `${row.line}${row.rule}${row.column ?? ''}`}
      total={pages.data?.pages[0]?.total ?? rows.length}
      onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
      exportLinks={{ csv: link }}
      dense
    />
  );
}

const MOST = 90;

/** The row as it came; whole on hover and in the export. */
function RawRow({ text }: { readonly text: string }) {
  return (
    <span className={classes['raw']} title={text}>
      {text.length > MOST ? `${text.slice(0, MOST)}…` : text}
    </span>
  );
}
