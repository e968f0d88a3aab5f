import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import { Select } from '@mantine/core';
import { DataTable, Figure, Section, textOf, usePlatformName, type DataColumn } from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, useFigure, type Params } from '../../../api/use-figure.ts';
import { FigureAnswer } from '../common/figure-answer.tsx';

interface OriginSectionProps {
  readonly params: Params;
  readonly vendors: readonly string[];
  readonly acquired: string | null;
  readonly onAcquired: (code: string | null) => void;
  readonly period: string;
}

/** Growth with and without the practitioners that a purchase brought. */
export function OriginSection({ params, vendors, acquired, onAcquired, period }: OriginSectionProps) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const { definition: _definition, register: _register, repairs: _repairs, ...scope } = params;
  const asked = { ...scope, kind: 'origin', acquired };
  const query = useFigure('growth.decomposition', asked, acquired !== null);
  return (
    <Section title={t('market.growth.origin')} note={t('market.growth.originLead')}>
      <Select
        label={t('market.growth.acquired')}
        maw={240}
        mb={12}
        clearable
        data={vendors.map((code) => ({ value: code, label: nameOf(code) }))}
        value={acquired}
        onChange={onAcquired}
      />
      {acquired !== null && (
        <FigureAnswer query={query} shape="table" rows={4}>
          {(figure) => <OriginTable figure={figure} params={asked} acquired={nameOf(acquired)} period={period} />}
        </FigureAnswer>
      )}
    </Section>
  );
}

interface OriginTableProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly acquired: string;
  readonly period: string;
}

function OriginTable({ figure, params, acquired, period }: OriginTableProps) {
  const { t } = useTranslation();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const name = (row: FigureRow): string =>
      t(`market.growth.component.${textOf(row, 'component')}`, textOf(row, 'component'));
    const isKept = (row: FigureRow): boolean => textOf(row, 'component') === 'acquired retention';
    return [
      { id: 'component', title: t('market.concentration.measure'), value: name, sortable: false, width: 280 },
      {
        id: 'value',
        title: t('market.concentration.value'),
        align: 'right',
        sortable: false,
        value: (row) => row.value,
        phone: 'primary',
        cell: (row) => (
          <Figure
            value={row.value}
            unit={isKept(row) ? 'ratio' : 'ratio_change'}
            digits={1}
            flags={row.flags}
            size="row"
            align="right"
            subject={subjectOf(figure, t('market.growth.subject', { what: name(row), platform: acquired, period }), {
              row,
              params,
            })}
          />
        ),
      },
      {
        id: 'now',
        title: t('market.growth.column.now'),
        align: 'right',
        sortable: false,
        value: (row) => row.numerator,
        cell: (row) => <Figure value={row.numerator} unit="volume" size="quiet" align="right" />,
      },
      {
        id: 'before',
        title: t('market.growth.column.before'),
        align: 'right',
        sortable: false,
        value: (row) => row.denominator,
        cell: (row) => <Figure value={row.denominator} unit="volume" size="quiet" align="right" />,
      },
    ];
  }, [t, figure, params, acquired, period]);
  return (
    <DataTable
      caption={t('market.growth.origin')}
      rows={figure.rows}
      columns={columns}
      rowKey={(row) => textOf(row, 'component')}
      exportLinks={exportLinks(figure, params)}
    />
  );
}
