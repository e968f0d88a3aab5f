import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  Figure,
  Finding,
  formatShare,
  formatValue,
  numberOf,
  PlatformLabel,
  ShareBar,
  textOf,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type Params } from '../../../api/use-figure.ts';

interface RadiusTableProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly km: number;
  readonly period: string;
  readonly platform: string;
}

/** One row per site: the market within the radius around it. */
export function RadiusTable({ figure, params, km, period, platform }: RadiusTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const word = (id: string): string => t(`market.local.column.${id}`, { platform });
    return [
      { id: 'centre', title: word('centre'), value: (row) => textOf(row, 'centre'), width: 220 },
      {
        id: 'drawn',
        title: t('market.map.drawn'),
        sortable: false,
        header: <span className="v-hidden">{t('market.map.drawn')}</span>,
        value: (row) => row.value,
        cell: (row) => <ShareBar value={row.value} marks={[0, 0.5, 1]} />,
        width: 160,
        phone: 'block',
      },
      {
        id: 'share',
        title: word('share'),
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
              t('market.local.subject', { what: word('share'), place: textOf(row, 'centre'), period }),
              { row, params },
            )}
          />
        ),
      },
      {
        id: 'bookings',
        title: word('bookings'),
        align: 'right',
        value: (row) => row.denominator,
        cell: (row) => <Figure value={row.denominator} unit="volume" size="quiet" align="right" />,
      },
      {
        id: 'sites',
        title: word('sites'),
        align: 'right',
        value: (row) => numberOf(row, 'sites'),
        cell: (row) => <Figure value={numberOf(row, 'sites')} unit="count" size="quiet" align="right" />,
      },
      {
        id: 'hhi',
        title: word('hhi'),
        align: 'right',
        value: (row) => numberOf(row, 'hhi'),
        cell: (row) => <Figure value={numberOf(row, 'hhi')} unit="points" size="quiet" align="right" />,
      },
      {
        id: 'leader',
        title: word('leader'),
        value: (row) => textOf(row, 'leader'),
        cell: (row) => (textOf(row, 'leader') === '' ? '–' : <PlatformLabel code={textOf(row, 'leader')} />),
      },
      {
        id: 'leaderShare',
        title: word('leaderShare'),
        align: 'right',
        value: (row) => numberOf(row, 'leaderRatio'),
        cell: (row) => (
          <Figure value={numberOf(row, 'leaderRatio')} unit="ratio" digits={1} size="quiet" align="right" />
        ),
      },
    ];
  }, [t, figure, params, period, platform]);
  const { markets, medianShare, medianHhi } = figure.summary;
  return (
    <>
      {typeof medianShare === 'number' && typeof medianHhi === 'number' && (
        <Finding>
          <Trans
            i18nKey="market.local.findingRadius"
            values={{
              km,
              centres: markets,
              platform,
              share: formatShare(locale, medianShare, 1),
              median: formatValue(locale, medianHhi, 'points', 0),
            }}
            components={{ b: <b /> }}
          />
        </Finding>
      )}
      <div style={{ marginTop: 14 }}>
        <DataTable
          caption={t('market.title.local')}
          rows={figure.rows}
          columns={columns}
          rowKey={(row) => textOf(row, 'centre')}
          initialSort={[{ id: 'bookings', desc: true }]}
          exportLinks={exportLinks(figure, params)}
          virtualFrom={40}
          dense
        />
      </div>
    </>
  );
}
