import { passportOfRow, type Figure as FigureData, type FigureRow } from '@vigie/kernel';
import {
  ChangeMark,
  Figure,
  FlagTag,
  formatInterval,
  formatQuantity,
  formatShare,
  formatValue,
  intervalOf,
  leadingFlag,
  numberOf,
  ShareAxis,
  ShareBar,
  textOf,
  useFlagSentence,
  useLocale,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { subjectOf, type Params } from '../../../api/use-figure.ts';
import classes from './share.module.css';

interface ColumnsOptions {
  readonly figure: FigureData;
  readonly params: Params;
  readonly platform: string;
  readonly period: string;
}

export function useDefinitionColumns({
  figure,
  params,
  platform,
  period,
}: ColumnsOptions): readonly DataColumn<FigureRow>[] {
  const { t } = useTranslation();
  const locale = useLocale();
  return useMemo(() => {
    const title = (row: FigureRow): string => t(`market.definition.${textOf(row, 'definition')}.title`);
    const subject = (row: FigureRow): string =>
      t('market.share.subject', { platform, what: t(`market.definition.${textOf(row, 'definition')}.what`), period });
    return [
      {
        id: 'definition',
        title: t('market.share.column.definition'),
        value: (row) => `${textOf(row, 'definition').slice(0, 2)} ${title(row)}`,
        cell: (row) => <DefinitionName row={row} title={title(row)} />,
        width: 176,
      },
      {
        id: 'counted',
        title: t('market.share.column.counted'),
        sortable: false,
        value: (row) => row.numerator,
        cell: (row) => <CountedOutOf row={row} platform={platform} />,
        phone: 'block',
      },
      {
        id: 'drawn',
        title: t('market.share.column.drawn'),
        header: (
          <>
            <span className="v-hidden">{t('market.share.column.drawn')}</span>
            <ShareAxis />
          </>
        ),
        sortable: false,
        value: (row) => row.value,
        cell: (row) => <ShareBar value={row.value} interval={intervalOf(row)} reference={0.5} />,
        width: 176,
        phone: 'block',
      },
      {
        id: 'share',
        width: 84,
        title: t('market.share.column.share'),
        align: 'right',
        value: (row) => row.value,
        text: (row) => (row.value === null ? '' : formatShare(locale, row.value)),
        cell: (row) => (
          <Figure
            value={row.value}
            unit="ratio"
            flags={row.flags}
            showFlag={false}
            align="right"
            subject={{ ...subjectOf(figure, subject(row), { row, params }), passport: passportOfRow(figure, row) }}
          />
        ),
        phone: 'primary',
      },
      {
        id: 'interval',
        width: 96,
        title: t('market.share.column.interval'),
        align: 'right',
        value: (row) => row.ciLow,
        text: (row) =>
          row.ciLow === null || row.ciHigh === null
            ? row.value === null
              ? '–'
              : t('market.share.census')
            : formatInterval(locale, row.ciLow, row.ciHigh, 'ratio'),
      },
      {
        id: 'change',
        width: 104,
        title: t('market.share.column.change'),
        align: 'right',
        value: (row) => numberOf(row, 'changeRatio'),
        cell: (row) => <YearChange row={row} />,
      },
      {
        id: 'coverage',
        width: 76,
        title: t('market.share.column.coverage'),
        align: 'right',
        value: (row) => numberOf(row, 'coverageRatio'),
        text: (row) => {
          const ratio = numberOf(row, 'coverageRatio');
          return ratio === null ? '–' : formatShare(locale, ratio, 0);
        },
      },
      {
        id: 'screen',
        width: 116,
        title: t('market.share.column.screen'),
        value: (row) => textOf(row, 'screen'),
        cell: (row) => <Screen row={row} />,
      },
    ];
  }, [t, locale, figure, params, platform, period]);
}

/** Number, name, and the one thing that must be said of it. */
function DefinitionName({ row, title }: { readonly row: FigureRow; readonly title: string }) {
  const flag =
    row.value === null
      ? null
      : leadingFlag(row.flags.filter((f) => f.code !== 'BREAK_IN_SERIES' || f.severity === 'warn'));
  const note = flag ?? row.flags.find((f) => ['FULL_COUNT', 'ESTIMATED', 'TIE'].includes(f.code)) ?? null;
  return (
    <span className={classes['definition']}>
      <span className="v-ink3">{textOf(row, 'definition').slice(0, 2)}</span>
      <span>
        <b>{title}</b>
        {note !== null && (
          <>
            <br />
            <FlagTag flag={note} quiet />
          </>
        )}
      </span>
    </span>
  );
}

/** The two counts in words; for a refused definition, the reason instead. */
function CountedOutOf({ row, platform }: { readonly row: FigureRow; readonly platform: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const sentence = useFlagSentence();
  const id = textOf(row, 'definition');
  const refusal = row.flags.find((flag) => flag.severity === 'refuse');
  if (row.value === null)
    return <span className={classes['reason']}>{refusal === undefined ? '–' : sentence(refusal)}</span>;
  const count = (value: number | null): string =>
    value === null
      ? '–'
      : id === 'M5_REVENUE'
        ? formatValue(locale, value, 'eur_cents', 0)
        : formatQuantity(locale, value);
  return (
    <span className={classes['counted']}>
      <span>{count(row.numerator)}</span>
      <span>{t(`market.definition.${id}.counted`, { platform })}</span>
      <span>{count(row.denominator)}</span>
      <span>{t(`market.definition.${id}.outOf`)}</span>
    </span>
  );
}

function YearChange({ row }: { readonly row: FigureRow }) {
  const change = numberOf(row, 'changeRatio');
  if (change !== null) return <ChangeMark value={change} unit="share_change" />;
  if (row.value === null) return <>–</>;
  const withheld = row.flags.filter((flag) => flag.severity === 'refuse' || flag.code === 'NO_BASE');
  return <Figure value={null} unit="ratio_change" flags={withheld.length > 0 ? withheld : []} size="quiet" />;
}

function Screen({ row }: { readonly row: FigureRow }) {
  const { t } = useTranslation();
  const screen = textOf(row, 'screen');
  if (screen === '') return <span className="v-ink3">{t('market.share.noScreen')}</span>;
  return (
    <span className={classes['screen']}>
      <b>{t(`market.share.screen.${screen}.title`)}</b>
      <span>{t(`market.share.screen.${screen}.rule`, { years: numberOf(row, 'screenPeriods') ?? 0 })}</span>
    </span>
  );
}
