import type { Figure as FigureData } from '@vigie/kernel';
import { DataTable, Figure, formatInterval, numberOf, Section, useLocale, type DataColumn, type Unit } from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type Params } from '../../../api/use-figure.ts';

interface MeasuresTableProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly what: string;
  readonly period: string;
}

interface Measure {
  readonly id: string;
  readonly unit: Unit;
  readonly digits?: number;
  readonly value: number | null;
}

const MEASURES: readonly {
  readonly id: string;
  readonly column: string;
  readonly unit: Unit;
  readonly digits?: number;
}[] = [
  { id: 'hhi', column: 'value', unit: 'points', digits: 0 },
  { id: 'bounds', column: 'hhiLower', unit: 'points', digits: 0 },
  { id: 'effectiveNumber', column: 'effectiveNumber', unit: 'number', digits: 2 },
  { id: 'hhiNormalised', column: 'hhiNormalised', unit: 'number', digits: 3 },
  { id: 'cr1', column: 'cr1', unit: 'ratio' },
  { id: 'cr2', column: 'cr2', unit: 'ratio' },
  { id: 'cr4', column: 'cr4', unit: 'ratio' },
  { id: 'firms', column: 'firms', unit: 'count' },
  { id: 'fringeRatio', column: 'fringeRatio', unit: 'ratio' },
];

/** The columns of the national row, turned: a measure, its value, and how to read it. */
export function MeasuresTable({ figure, params, what, period }: MeasuresTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const row = figure.rows[0];
  const measures = useMemo(
    (): readonly Measure[] =>
      row === undefined
        ? []
        : MEASURES.map((m) => ({ ...m, value: m.column === 'value' ? row.value : numberOf(row, m.column) })),
    [row],
  );
  const columns = useMemo((): readonly DataColumn<Measure>[] => {
    const name = (measure: Measure): string => t(`market.concentration.row.${measure.id}.0`);
    const upper = row === undefined ? null : numberOf(row, 'hhiUpper');
    const interval =
      row !== undefined && row.ciLow !== null && row.ciHigh !== null ? ([row.ciLow, row.ciHigh] as const) : null;
    return [
      { id: 'measure', title: t('market.concentration.measure'), value: name, sortable: false, width: 260 },
      {
        id: 'value',
        title: t('market.concentration.value'),
        align: 'right',
        sortable: false,
        value: (measure) => measure.value,
        phone: 'primary',
        cell: (measure) =>
          measure.id === 'bounds' ? (
            <span>
              {measure.value === null || upper === null
                ? '–'
                : upper === measure.value
                  ? t('market.concentration.exact')
                  : formatInterval(locale, measure.value, upper, 'points')}
            </span>
          ) : (
            <Figure
              value={measure.value}
              unit={measure.unit}
              digits={measure.digits}
              flags={measure.id === 'hhi' ? (row?.flags ?? []) : []}
              showFlag={false}
              interval={measure.id === 'hhi' ? interval : null}
              align="right"
              size="row"
              subject={
                measure.value === null
                  ? undefined
                  : subjectOf(
                      figure,
                      t('market.concentration.subject', { what: `${name(measure)}, ${what}`, period }),
                      { params },
                    )
              }
            />
          ),
      },
      {
        id: 'meaning',
        title: t('market.concentration.meaning'),
        sortable: false,
        value: (measure) => t(`market.concentration.row.${measure.id}.1`),
        cell: (measure) => <span className="v-ink2 v-note">{t(`market.concentration.row.${measure.id}.1`)}</span>,
      },
    ];
  }, [t, locale, figure, params, row, what, period]);
  return (
    <Section title={t('market.concentration.national')}>
      <div style={{ maxWidth: 860 }}>
        <DataTable
          caption={t('market.concentration.national')}
          rows={measures}
          columns={columns}
          rowKey={(measure) => measure.id}
          foot={false}
        />
      </div>
      {/* The export is of the figure itself, one row with all its columns. */}
      <p className="v-note v-ink3">
        <a href={exportLinks(figure, params).csv} download data-export>
          {t('shell.exportCsv')}
        </a>{' '}
        ·{' '}
        <a href={exportLinks(figure, params).parquet} download>
          {t('shell.exportParquet')}
        </a>
      </p>
    </Section>
  );
}
