import type { Figure, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  formatDuration,
  formatInstant,
  numberOf,
  Section,
  textOf,
  useLocale,
  usePlatformName,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { useStatus } from '../../../app/use-status.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import { usePlaceName } from '../../market/common/use-place-name.ts';
import type { AccessRow } from '../common/kpi-row.ts';

/** Slots that were free on own channels for longest without being shown to the partner: cases to look into, not a sample. */
export function HiddenSection({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const params = useMemo((): Params => ({ partner: row.partner, month: row.month }), [row.partner, row.month]);
  const query = useFigure('access.hidden-slots', params);
  return (
    <Section title={t('access.hidden.title', { partner: nameOf(row.partner) })} note={t('access.hidden.note')}>
      <FigureAnswer query={query} shape="table" rows={6}>
        {(figure) => <Hidden figure={figure} params={params} />}
      </FigureAnswer>
    </Section>
  );
}

function Hidden({ figure, params }: { readonly figure: Figure; readonly params: Params }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const placeName = usePlaceName();
  const specialties = useStatus().data?.specialties;
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const instant = (id: string, none: string): Pick<DataColumn<FigureRow>, 'value' | 'text'> => ({
      value: (r) => textOf(r, id) || null,
      text: (r) => (textOf(r, id) === '' ? none : formatInstant(locale, textOf(r, id))),
    });
    const hidden = (r: FigureRow): number | null => r.value ?? numberOf(r, 'hiddenSeconds');
    return [
      {
        id: 'slot',
        title: t('access.hidden.slot'),
        value: (r) => textOf(r, 'slot'),
        cell: (r) => <span className="v-mono">{textOf(r, 'slot')}</span>,
      },
      {
        id: 'hidden',
        title: t('access.hidden.time'),
        align: 'right',
        value: hidden,
        text: (r) => {
          const seconds = hidden(r);
          return seconds === null ? '–' : formatDuration(locale, seconds, 'seconds');
        },
        phone: 'primary',
      },
      {
        id: 'specialty',
        title: t('filters.specialty'),
        value: (r) =>
          specialties?.find((one) => one.code === textOf(r, 'specialty'))?.name ?? (textOf(r, 'specialty') || '–'),
      },
      {
        id: 'place',
        title: t('filters.place'),
        value: (r) => (textOf(r, 'departement') === '' ? '–' : placeName(textOf(r, 'departement'))),
      },
      { id: 'own', title: t('access.hidden.own'), align: 'right', ...instant('firstVisibleOwn', '–') },
      {
        id: 'partner',
        title: t('access.hidden.partner'),
        align: 'right',
        ...instant('firstVisiblePartner', t('access.hidden.never')),
      },
      {
        id: 'reason',
        title: t('access.hidden.reason'),
        value: (r) =>
          textOf(r, 'hiddenReason') === ''
            ? t('access.hidden.unknown')
            : t(`access.hidden.why.${textOf(r, 'hiddenReason')}`, textOf(r, 'hiddenReason')),
      },
      {
        id: 'by',
        title: t('access.hidden.by'),
        value: (r) =>
          textOf(r, 'imposedBy') === '' ? '–' : t(`access.imposedBy.${textOf(r, 'imposedBy')}`, textOf(r, 'imposedBy')),
      },
    ];
  }, [t, locale, placeName, specialties]);
  return (
    <DataTable
      caption={t('access.hidden.caption')}
      rows={figure.rows}
      columns={columns}
      rowKey={(r) => textOf(r, 'slot')}
      initialSort={[{ id: 'hidden', desc: true }]}
      exportLinks={exportLinks(figure, params)}
      virtualFrom={16}
      height={420}
      dense
    />
  );
}
