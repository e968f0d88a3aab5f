import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  Figure,
  intervalOf,
  numberOf,
  PlatformLabel,
  ShareBar,
  textOf,
  usePlatformName,
  usePlatforms,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, subjectOf, type Params } from '../../../api/use-figure.ts';
import { usePlaceName } from '../../market/common/use-place-name.ts';

interface AvailabilityTableProps {
  readonly figure: FigureData;
  readonly rows: readonly FigureRow[];
  readonly params: Params;
  readonly byPlace?: boolean;
}

/** Places, those with a free slot, their share, slots per place. */
export function AvailabilityTable({ figure, rows, params, byPlace }: AvailabilityTableProps) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const { styleOf } = usePlatforms();
  const placeName = usePlaceName();
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const platform = (row: FigureRow): string => textOf(row, 'platform');
    const count = (id: string, title: string, digits?: number): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (row) => numberOf(row, id),
      cell: (row) => (
        <Figure
          value={numberOf(row, id)}
          unit={digits === undefined ? 'count' : 'number'}
          {...(digits === undefined ? {} : { digits })}
          size="quiet"
          align="right"
        />
      ),
    });
    const place: DataColumn<FigureRow> = {
      id: 'place',
      title: t('filters.place'),
      value: (row) => `${textOf(row, 'departement')} ${placeName(textOf(row, 'departement'))}`,
    };
    const name: DataColumn<FigureRow> = {
      id: 'platform',
      title: t('filters.platform'),
      value: (row) => nameOf(platform(row)),
      cell: (row) => <PlatformLabel code={platform(row)} />,
      width: 200,
    };
    return [
      ...(byPlace === true ? [place, name] : [name]),
      {
        id: 'drawn',
        title: t('access.slots.drawn'),
        sortable: false,
        header: <span className="v-hidden">{t('access.slots.drawn')}</span>,
        value: (row) => row.value,
        cell: (row) => <ShareBar value={row.value} interval={intervalOf(row)} color={styleOf(platform(row)).color} />,
        width: 220,
        phone: 'block',
      },
      {
        id: 'share',
        title: t('access.slots.share'),
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
            subject={subjectOf(figure, t('access.slots.subject', { platform: nameOf(platform(row)) }), { row, params })}
          />
        ),
      },
      count('places', t('access.slots.places')),
      count('placesWithSlot', t('access.slots.withSlot')),
      count('slots', t('access.slots.slots')),
      count('slotsPerPlace', t('access.slots.perPlace'), 1),
    ];
  }, [t, nameOf, placeName, styleOf, figure, params, byPlace]);
  return (
    <DataTable
      caption={t(byPlace === true ? 'access.slots.byPlace' : 'access.slots.title')}
      rows={rows}
      columns={columns}
      rowKey={(row) => `${textOf(row, 'departement')}|${textOf(row, 'platform')}`}
      initialSort={[{ id: byPlace === true ? 'place' : 'places', desc: byPlace !== true }]}
      exportLinks={exportLinks(figure, params)}
      virtualFrom={30}
      height={560}
    />
  );
}
