import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  Figure,
  Finding,
  formatShare,
  formatValue,
  numberOf,
  ShareBar,
  textOf,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type Params } from '../../../api/use-figure.ts';
import { usePlaceName } from '../common/use-place-name.ts';

interface CatchmentViewProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly period: string;
}

/** Where patients come from, nearest first, and the distance that holds most of them. */
export function CatchmentView({ figure, params, period }: CatchmentViewProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const placeName = usePlaceName();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const place = (row: FigureRow): string => `${textOf(row, 'departement')} ${placeName(textOf(row, 'departement'))}`;
    return [
      { id: 'from', title: t('market.local.column.from'), value: place, width: 220 },
      {
        id: 'distance',
        title: t('market.local.column.distance'),
        align: 'right',
        value: (row) => numberOf(row, 'distanceKm'),
        cell: (row) => <Figure value={numberOf(row, 'distanceKm')} unit="km" size="quiet" align="right" />,
      },
      {
        id: 'bookings',
        title: t('market.local.column.bookings'),
        align: 'right',
        value: (row) => row.numerator,
        cell: (row) => <Figure value={row.numerator} unit="volume" size="quiet" align="right" />,
      },
      {
        id: 'drawn',
        title: t('market.map.drawn'),
        sortable: false,
        header: <span className="v-hidden">{t('market.map.drawn')}</span>,
        value: (row) => row.value,
        cell: (row) => <ShareBar value={row.value} marks={[0, 0.5, 1]} reference={0.8} />,
        width: 180,
        phone: 'block',
      },
      {
        id: 'reached',
        title: t('market.local.column.reached'),
        align: 'right',
        value: (row) => row.value,
        phone: 'primary',
        cell: (row) => (
          <Figure
            value={row.value}
            unit="ratio"
            digits={1}
            flags={row.flags}
            size="row"
            align="right"
            subject={subjectOf(
              figure,
              t('market.local.subject', { what: t('market.local.column.reached'), place: place(row), period }),
              { row, params },
            )}
          />
        ),
      },
    ];
  }, [t, placeName, figure, params, period]);
  const { catchmentKm, coverageRatio } = figure.summary;
  return (
    <>
      {typeof catchmentKm === 'number' && typeof coverageRatio === 'number' && (
        <Finding>
          <Trans
            i18nKey="market.local.findingCatchment"
            values={{ ratio: formatShare(locale, coverageRatio, 0), km: formatValue(locale, catchmentKm, 'km', 0) }}
            components={{ b: <b /> }}
          />
        </Finding>
      )}
      <div style={{ marginTop: 14 }}>
        <DataTable
          caption={t('market.local.catchment')}
          rows={figure.rows}
          columns={columns}
          rowKey={(row) => textOf(row, 'departement')}
          initialSort={[{ id: 'distance', desc: false }]}
          exportLinks={exportLinks(figure, params)}
          virtualFrom={40}
          dense
        />
      </div>
    </>
  );
}
