import type { Figure, FigureRow } from '@vigie/kernel';
import {
  DataTable,
  localNumber,
  numberOf,
  Section,
  signed,
  textOf,
  useLocale,
  usePlatformName,
  usePlatforms,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, useFigure, type Params } from '../../../api/use-figure.ts';
import { useFocusPlatform } from '../../../app/use-focus-platform.ts';
import { FigureAnswer } from '../../market/common/figure-answer.tsx';
import type { AccessRow } from '../common/kpi-row.ts';
import classes from './kpi.module.css';

/** Why attempts failed, per thousand valid ones, on both sides. */
export function ReasonSection({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const params = useMemo((): Params => ({ partner: row.partner, month: row.month }), [row.partner, row.month]);
  const query = useFigure('access.reasons', params);
  return (
    <Section title={t('access.reasons.title')} note={t('access.reasons.note')} first>
      <FigureAnswer query={query} shape="table" rows={6}>
        {(figure) => <Reasons figure={figure} params={params} partner={row.partner} />}
      </FigureAnswer>
    </Section>
  );
}

function Reasons({
  figure,
  params,
  partner,
}: {
  readonly figure: Figure;
  readonly params: Params;
  readonly partner: string;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const { styleOf } = usePlatforms();
  const focus = useFocusPlatform() ?? 'own';
  const columns = useMemo((): readonly DataColumn<FigureRow>[] => {
    const most = Math.max(
      1e-9,
      ...figure.rows.flatMap((r) => [numberOf(r, 'ownPerThousand') ?? 0, numberOf(r, 'partnerPerThousand') ?? 0]),
    );
    const width = (value: number | null): string => `${(((value ?? 0) / most) * 100).toFixed(2)}%`;
    const perThousand = (id: string, title: string): DataColumn<FigureRow> => ({
      id,
      title,
      align: 'right',
      value: (r) => numberOf(r, id),
      text: (r) => {
        const value = numberOf(r, id);
        return value === null ? '–' : localNumber(locale, value, { maximumFractionDigits: 1 });
      },
    });
    return [
      {
        id: 'reason',
        title: t('access.reasons.reason'),
        value: (r) => t(`access.reason.${textOf(r, 'reason')}`, textOf(r, 'reason')),
        cell: (r) => (
          <>
            {t(`access.reason.${textOf(r, 'reason')}`, textOf(r, 'reason'))}
            <br />
            <span className="v-note v-ink3">
              {t(`access.imposedBy.${textOf(r, 'attributableTo')}`, textOf(r, 'attributableTo'))}
              {r['countsAsFailure'] === false && ` · ${t('access.reasons.leftOut')}`}
            </span>
          </>
        ),
      },
      {
        id: 'bars',
        title: t('access.reasons.drawn'),
        header: <span className="v-hidden">{t('access.reasons.drawn')}</span>,
        sortable: false,
        value: (r) => numberOf(r, 'partnerPerThousand'),
        cell: (r) => (
          <span className={classes['bars']} aria-hidden="true">
            <i style={{ width: width(numberOf(r, 'ownPerThousand')), background: styleOf(focus).color }} />
            <i style={{ width: width(numberOf(r, 'partnerPerThousand')), background: styleOf(partner).color }} />
          </span>
        ),
        width: 130,
        phone: 'block',
      },
      perThousand('ownPerThousand', 'OWN'),
      perThousand('partnerPerThousand', nameOf(partner)),
      {
        id: 'difference',
        title: t('access.number.difference'),
        align: 'right',
        value: (r) => r.value,
        // A share of attempts, told per thousand as its columns are.
        cell: (r) => <b>{r.value === null ? '–' : signed(locale, r.value * 1000, 1)}</b>,
        phone: 'primary',
      },
    ];
  }, [t, locale, nameOf, figure, partner, styleOf, focus]);
  return (
    <DataTable
      caption={t('access.reasons.title')}
      rows={figure.rows}
      columns={columns}
      rowKey={(r) => `${textOf(r, 'reason')}|${textOf(r, 'attributableTo')}`}
      exportLinks={exportLinks(figure, params)}
      dense
    />
  );
}
