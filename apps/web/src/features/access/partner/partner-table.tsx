import type { Figure } from '@vigie/kernel';
import {
  DataTable,
  formatCount,
  formatMonth,
  ParityGlyph,
  StatusMark,
  StatusShape,
  useLocale,
  verdictColor,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { intervalText } from '../common/effect-text.ts';
import { readAccessRows, type AccessRow } from '../common/kpi-row.ts';
import { standardText } from '../common/standard-text.ts';
import { useKpiSubject } from '../common/use-kpi-subject.ts';
import { CellValue } from '../matrix/cell-value.tsx';
import { hasGlyph } from '../matrix/has-glyph.ts';
import classes from './partner.module.css';

interface PartnerTableProps {
  readonly figure: Figure;
  readonly params: Params;
  readonly rows: readonly AccessRow[];
  readonly partner: string;
}

const BEFORE = 5;

/** The months before the one shown, of this partner alone: the figure is asked for under its name. */
function useMonthsBefore(partner: string, month: string | undefined) {
  const params = useMemo(() => ({ month, partner, months: BEFORE + 1 }), [month, partner]);
  const { data } = useFigure('access.parity', params, month !== undefined);
  return useMemo(() => {
    const rows = data === undefined ? [] : readAccessRows(data).rows.filter((row) => row.partner === partner);
    const months = [...new Set(rows.map((row) => row.month))].filter((one) => one !== month).sort();
    return months.map((one) => ({ month: one, rows: rows.filter((row) => row.month === one) }));
  }, [data, partner, month]);
}

/** One partner's indicators, with the months before as a row of shapes. */
export function PartnerTable({ figure, params, rows, partner }: PartnerTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const subject = useKpiSubject(figure, params);
  const before = useMonthsBefore(partner, rows[0]?.month);
  const columns = useMemo(
    (): readonly DataColumn<AccessRow>[] => [
      {
        id: 'kpi',
        title: t('access.indicator'),
        value: (row) => `${row.kpi} ${t(`access.kpi.${row.kpi}.title`)}`,
        width: 270,
      },
      {
        id: 'margin',
        title: t('access.margin'),
        align: 'right',
        value: (row) => row.margin,
        text: (row) => standardText(locale, row),
      },
      {
        id: 'status',
        title: t('access.status'),
        value: (row) => t(`ui:status.${row.verdict}`),
        cell: (row) => <StatusMark verdict={row.verdict} monthsInRow={row.monthsInRow} look="quiet" />,
      },
      {
        id: 'glyph',
        title: t('access.strata.drawn'),
        header: <span className="v-hidden">{t('access.strata.drawn')}</span>,
        sortable: false,
        value: (row) => row.effect,
        cell: (row) => (
          <div className={classes['glyph']}>
            {hasGlyph(row) && (
              <ParityGlyph
                effect={row.effect}
                ciLow={row.ciLow}
                ciHigh={row.ciHigh}
                margin={row.margin}
                verdict={row.verdict}
              />
            )}
          </div>
        ),
        width: 180,
        phone: 'block',
      },
      {
        id: 'effect',
        title: t('access.number.difference'),
        align: 'right',
        value: (row) => row.effect,
        cell: (row) => <CellValue row={row} subject={subject(row)} />,
        phone: 'primary',
      },
      {
        id: 'interval',
        title: t('access.interval90'),
        align: 'right',
        value: (row) => row.ciLow,
        text: (row) =>
          !row.info.tested || (row.ciLow === null && row.ciHigh === null)
            ? '–'
            : intervalText(locale, row, row.ciLow, row.ciHigh),
      },
      {
        id: 'n',
        title: t('access.nColumn'),
        align: 'right',
        value: (row) => row.partnerN,
        text: (row) => formatCount(locale, row.partnerN),
      },
      {
        id: 'before',
        title: t('access.own.before'),
        sortable: false,
        value: () => null,
        cell: (row) => (
          <span className={classes['history']}>
            {before.map((one) => {
              const found = one.rows.find((r) => r.kpi === row.kpi);
              const word = `${formatMonth(locale, `${one.month}-01`)}: ${
                found === undefined ? t('access.own.nothing') : t(`ui:status.${found.verdict}`)
              }`;
              return found === undefined ? (
                <span key={one.month} title={word} className="v-ink3">
                  ·<span className="v-hidden">{word}</span>
                </span>
              ) : (
                <span
                  key={one.month}
                  title={word}
                  style={{ color: verdictColor(found.verdict), display: 'inline-flex' }}
                >
                  <StatusShape verdict={found.verdict} size={13} />
                  <span className="v-hidden">{word}</span>
                </span>
              );
            })}
          </span>
        ),
      },
    ],
    [t, locale, subject, before],
  );
  return (
    <DataTable
      caption={t('access.own.caption')}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.kpi}
      exportLinks={exportLinks(figure, params)}
    />
  );
}
