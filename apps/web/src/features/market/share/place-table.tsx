import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  Figure,
  formatInterval,
  formatValue,
  intervalOf,
  PlatformLabel,
  ShareBar,
  textOf,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type Params } from '../../../api/use-figure.ts';
import { usePlaceName } from '../common/use-place-name.ts';
import type { MapShow } from './map-section.tsx';
import classes from './share.module.css';

interface PlaceTableProps {
  readonly figure: FigureData;
  readonly rows: readonly FigureRow[];
  readonly params: Params;
  readonly show: MapShow;
  readonly caption: string;
  readonly period: string;
  readonly national: number | null;
  readonly current: string | null;
  readonly onCurrent: (code: string | null) => void;
}

/** The map's list: the same figures, largest first, each with its passport. */
export function PlaceTable(props: PlaceTableProps) {
  const { figure, rows, params, show, caption, period, national } = props;
  const { t } = useTranslation();
  const locale = useLocale();
  const placeName = usePlaceName();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const code = (row: FigureRow): string => textOf(row, 'departement');
    const unit = show === 'hhi' ? 'points' : 'ratio';
    const ranked = [...rows].filter((row) => row.value !== null).sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
    const rank = new Map(ranked.map((row, index) => [code(row), index + 1]));
    const own: DataColumn<FigureRow>[] = [
      {
        id: 'place',
        title: t('market.map.place'),
        value: (row) => `${code(row)} ${placeName(code(row))}`,
        cell: (row) => <PlaceCell rank={rank.get(code(row))} code={code(row)} name={placeName(code(row))} />,
        width: 210,
      },
      {
        id: 'drawn',
        title: t('market.map.drawn'),
        sortable: false,
        header: <span className="v-hidden">{t('market.map.drawn')}</span>,
        value: (row) => row.value,
        cell: (row) => (
          <ShareBar
            value={row.value}
            interval={intervalOf(row)}
            reference={national}
            max={show === 'hhi' ? 10_000 : 1}
            marks={[0]}
          />
        ),
        width: 160,
        phone: 'block',
      },
      {
        id: 'value',
        title: t(`market.map.${show}`),
        align: 'right',
        value: (row) => row.value,
        text: (row) => (row.value === null ? '' : formatValue(locale, row.value, unit, show === 'hhi' ? 0 : 1)),
        cell: (row) => (
          <Figure
            value={row.value}
            unit={unit}
            digits={show === 'hhi' ? 0 : 1}
            flags={row.flags}
            showFlag={false}
            size="row"
            align="right"
            subject={subjectOf(
              figure,
              t('market.map.subject', { what: caption, place: placeName(code(row)), period }),
              { row, params },
            )}
          />
        ),
        phone: 'primary',
      },
    ];
    const interval: DataColumn<FigureRow> = {
      id: 'interval',
      title: t('market.map.interval'),
      align: 'right',
      value: (row) => row.ciLow,
      text: (row) =>
        row.ciLow === null || row.ciHigh === null
          ? t('market.share.census')
          : formatInterval(locale, row.ciLow, row.ciHigh, unit),
    };
    const counted: DataColumn<FigureRow>[] = [
      {
        id: 'counted',
        title: t('market.map.counted'),
        align: 'right',
        value: (row) => row.numerator,
        cell: (row) => <Figure value={row.numerator} unit="volume" size="quiet" align="right" />,
      },
      {
        id: 'outOf',
        title: t('market.map.outOf'),
        align: 'right',
        value: (row) => row.denominator,
        cell: (row) => <Figure value={row.denominator} unit="volume" size="quiet" align="right" />,
      },
    ];
    const leader: DataColumn<FigureRow> = {
      id: 'leader',
      title: t('market.map.leader'),
      value: (row) => textOf(row, 'leader'),
      cell: (row) => (textOf(row, 'leader') === '' ? '–' : <PlatformLabel code={textOf(row, 'leader')} />),
    };
    return show === 'hhi'
      ? [...own, leader]
      : [...own, ...(rows.some((row) => row.ciLow !== null) ? [interval] : []), ...counted];
  }, [t, locale, placeName, figure, rows, params, show, caption, period, national]);
  return (
    <DataTable
      caption={caption}
      rows={rows}
      columns={columns}
      rowKey={(row) => textOf(row, 'departement')}
      initialSort={[{ id: 'value', desc: true }]}
      exportLinks={exportLinks(figure, params)}
      currentKey={props.current}
      onCurrent={props.onCurrent}
      virtualFrom={20}
      height={600}
      dense
    />
  );
}

function PlaceCell({
  rank,
  code,
  name,
}: {
  readonly rank: number | undefined;
  readonly code: string;
  readonly name: string;
}) {
  return (
    <span className={classes['place']}>
      <span className="v-ink3">{rank ?? '–'}</span>
      <span className="v-ink3">{code}</span>
      <span>{name}</span>
    </span>
  );
}
