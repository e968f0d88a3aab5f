import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  Figure,
  numberOf,
  PlatformLabel,
  Section,
  textOf,
  usePlatformName,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type Params } from '../../../api/use-figure.ts';

interface ChangeTableProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly period: string;
}

/** Raw growth and the balanced panel side by side, with the units that reported. */
export function ChangeTable({ figure, params, period }: ChangeTableProps) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const name = (row: FigureRow): string =>
      textOf(row, 'platform') === 'all' ? t('market.growth.all') : nameOf(textOf(row, 'platform'));
    const growth = (
      id: string,
      title: string,
      value: (row: FigureRow) => number | null,
      main: boolean,
    ): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value,
      ...(main ? { phone: 'primary' as const } : {}),
      cell: (row) => (
        <Figure
          value={value(row)}
          unit="ratio_change"
          flags={main ? row.flags : []}
          showFlag={main}
          size="row"
          align="right"
          subject={
            value(row) === null && !main
              ? undefined
              : subjectOf(figure, t('market.growth.subject', { what: title, platform: name(row), period }), {
                  row,
                  params,
                })
          }
        />
      ),
    });
    const count = (id: string, title: string, value: (row: FigureRow) => number | null): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value,
      cell: (row) =>
        value(row) === null ? <>–</> : <Figure value={value(row)} unit="volume" size="quiet" align="right" />,
    });
    return [
      {
        id: 'platform',
        title: t('market.growth.column.platform'),
        value: name,
        cell: (row) =>
          textOf(row, 'platform') === 'all' ? <b>{name(row)}</b> : <PlatformLabel code={textOf(row, 'platform')} />,
        width: 190,
      },
      growth('raw', t('market.growth.column.raw'), (row) => row.value, true),
      growth('balanced', t('market.growth.column.balanced'), (row) => numberOf(row, 'balancedRatio'), false),
      count('now', t('market.growth.column.now'), (row) => row.numerator),
      count('before', t('market.growth.column.before'), (row) => row.denominator),
      count('units', t('market.growth.column.units'), (row) => numberOf(row, 'panelUnits')),
      count('unitsNow', t('market.growth.column.unitsNow'), (row) => numberOf(row, 'currentUnits')),
      count('unitsBefore', t('market.growth.column.unitsBefore'), (row) => numberOf(row, 'baseUnits')),
    ];
  }, [t, nameOf, figure, params, period]);
  return (
    <Section title={t('market.growth.change')} note={t('market.growth.changeNote')}>
      <DataTable
        caption={t('market.growth.caption')}
        rows={figure.rows}
        columns={columns}
        rowKey={(row) => textOf(row, 'platform')}
        exportLinks={exportLinks(figure, params)}
      />
    </Section>
  );
}
