import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  formatDay,
  formatShare,
  numberOf,
  PlatformLabel,
  Tag,
  textOf,
  useLocale,
  usePlatforms,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, type Params } from '../../../api/use-figure.ts';
import { Comparable, Delivered, Reason } from './request-cells.tsx';

const TONES: Readonly<Record<string, 'green' | 'amber' | 'red' | 'neutral' | 'outline'>> = {
  GRANTED: 'green',
  PARTIAL: 'amber',
  REFUSED: 'red',
  WITHDRAWN: 'neutral',
  PENDING: 'outline',
};

/** One row per request, newest first. A refusal without a written reason says so, a late answer too. */
export function RequestsTable({ figure, params }: { readonly figure: FigureData; readonly params: Params }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { codes } = usePlatforms();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const day = (row: FigureRow, name: string): string =>
      textOf(row, name) === '' ? '–' : formatDay(locale, textOf(row, name));
    const word = (list: string, code: string): string => (code === '' ? '–' : t(`access.${list}.${code}`, code));
    const requester = (row: FigureRow): string => textOf(row, 'requester');
    return [
      {
        id: 'requested',
        title: t('access.requests.column.requested'),
        value: (row) => textOf(row, 'requestedAt'),
        text: (row) => day(row, 'requestedAt'),
        width: 110,
      },
      {
        id: 'requester',
        title: t('access.requests.column.requester'),
        value: requester,
        cell: (row) => (
          <>
            {codes.includes(requester(row)) ? <PlatformLabel code={requester(row)} /> : requester(row)}
            <br />
            <span className="v-note v-ink3">{word('class', textOf(row, 'requesterClass'))}</span>
          </>
        ),
      },
      { id: 'kind', title: t('access.requests.column.kind'), value: (row) => word('kind', textOf(row, 'kind')) },
      {
        id: 'decision',
        title: t('access.requests.column.decision'),
        value: (row) => word('decision', textOf(row, 'decision')),
        cell: (row) => (
          <>
            <Tag tone={TONES[textOf(row, 'decision')] ?? 'neutral'}>{word('decision', textOf(row, 'decision'))}</Tag>
            <br />
            <span className="v-note v-ink3">{day(row, 'decidedAt')}</span>
          </>
        ),
        phone: 'primary',
      },
      {
        id: 'days',
        title: t('access.requests.column.days'),
        align: 'right',
        value: (row) => numberOf(row, 'days'),
        cell: (row) => (
          <>
            {numberOf(row, 'days') ?? '–'} {row['late'] === true && <Tag tone="amber">{t('access.requests.late')}</Tag>}
          </>
        ),
      },
      {
        id: 'reason',
        title: t('access.requests.column.reason'),
        value: (row) => textOf(row, 'reasonText') || textOf(row, 'reasonCode') || null,
        cell: (row) => <Reason row={row} />,
        phone: 'block',
        width: 260,
      },
      {
        id: 'delivered',
        title: t('access.requests.column.delivered'),
        align: 'right',
        value: (row) => numberOf(row, 'completeness'),
        text: (row) => {
          const share = numberOf(row, 'completeness');
          return share === null ? '–' : formatShare(locale, share, 0);
        },
        cell: (row) => <Delivered row={row} />,
      },
      {
        id: 'comparable',
        title: t('access.requests.column.comparable'),
        value: (row) => textOf(row, 'comparable') || null,
        cell: (row) => <Comparable row={row} />,
        phone: 'block',
      },
      {
        id: 'id',
        title: t('access.requests.column.id'),
        value: (row) => textOf(row, 'id'),
        cell: (row) => (
          <span className="v-mono v-ink3" style={{ whiteSpace: 'nowrap' }}>
            {textOf(row, 'id')}
          </span>
        ),
      },
    ];
  }, [t, locale, codes]);
  return (
    <DataTable
      caption={t('access.requests.title')}
      rows={figure.rows}
      columns={columns}
      rowKey={(row) => textOf(row, 'id')}
      initialSort={[{ id: 'requested', desc: true }]}
      exportLinks={exportLinks(figure, params)}
      virtualFrom={30}
      height={640}
      rowHeight={66}
    />
  );
}
