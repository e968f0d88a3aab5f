import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  Figure,
  formatDay,
  numberOf,
  PlatformLabel,
  Section,
  textOf,
  useLocale,
  usePlatformName,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type Params } from '../../../api/use-figure.ts';
import { ALL_PARTNERS } from './published-series.ts';
import { measureText } from './published-charts.tsx';

interface PublishedTableProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly partner: string | undefined;
}

/** Whom the interface serves: own channels, one partner, or all of them. */
const sideOf = (row: FigureRow): string =>
  textOf(row, 'interface').startsWith('OWN_') ? 'own' : textOf(row, 'partner') || ALL_PARTNERS;

/** The published table itself: a row per UTC day and interface. */
export function PublishedTable({ figure, params, partner }: PublishedTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const rows = useMemo(
    () => figure.rows.filter((row) => partner === undefined || ['own', partner].includes(sideOf(row))),
    [figure, partner],
  );
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const sideName = (row: FigureRow): string =>
      sideOf(row) === ALL_PARTNERS ? t('access.everyPartner') : nameOf(sideOf(row));
    const name = (row: FigureRow): string =>
      t(`access.interface.${textOf(row, 'interface')}`, textOf(row, 'interface'));
    const measure = (id: 'uptimePercent' | 'meanMs' | 'errorRatio'): DataColumn<FigureRow> => ({
      id,
      title: t(`access.published.column.${id}`),
      align: 'right',
      value: (row) => numberOf(row, id),
      ...(id === 'uptimePercent' ? { phone: 'primary' as const } : {}),
      cell: (row) => {
        const value = numberOf(row, id);
        return (
          <Figure
            value={value}
            unit="number"
            text={value === null ? '–' : measureText(locale, id, value)}
            {...(value === null ? { absence: 'no-cases' as const } : {})}
            size={id === 'uptimePercent' ? 'row' : 'quiet'}
            align="right"
            flags={row.flags}
            showFlag={false}
            subject={
              value === null
                ? undefined
                : subjectOf(
                    figure,
                    t('access.published.subject', {
                      measure: t(`access.published.column.${id}`),
                      name: `${sideName(row)} ${name(row)}`,
                      day: formatDay(locale, textOf(row, 'day')),
                    }),
                    { params },
                  )
            }
          />
        );
      },
    });
    return [
      {
        id: 'day',
        title: t('access.published.column.day'),
        value: (row) => textOf(row, 'day'),
        text: (row) => formatDay(locale, textOf(row, 'day')),
        width: 130,
      },
      {
        id: 'partner',
        title: t('access.published.column.side'),
        value: (row) => sideName(row),
        cell: (row) => (sideOf(row) === ALL_PARTNERS ? sideName(row) : <PlatformLabel code={sideOf(row)} />),
      },
      { id: 'interface', title: t('access.published.column.interface'), value: name },
      measure('uptimePercent'),
      measure('meanMs'),
      measure('errorRatio'),
      {
        id: 'requests',
        title: t('access.published.column.requests'),
        align: 'right',
        value: (row) => numberOf(row, 'requests'),
        cell: (row) => <Figure value={numberOf(row, 'requests')} unit="count" size="quiet" align="right" />,
      },
    ];
  }, [t, locale, nameOf, figure, params]);
  return (
    <Section title={t('access.published.table')}>
      <DataTable
        caption={t('access.published.table')}
        rows={rows}
        columns={columns}
        rowKey={(row) => `${textOf(row, 'day')}|${textOf(row, 'interface')}|${textOf(row, 'partner')}`}
        initialSort={[{ id: 'day', desc: true }]}
        exportLinks={exportLinks(figure, params)}
        virtualFrom={24}
        height={520}
        dense
      />
    </Section>
  );
}
