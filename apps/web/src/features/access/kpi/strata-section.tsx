import type { Figure as FigureData } from '@vigie/kernel';
import {
  DataTable,
  EffectAxis,
  EffectPlot,
  effectScale,
  formatCount,
  formatP,
  formatShare,
  Section,
  useLocale,
  usePlatformName,
  usePlatforms,
  type DataColumn,
} from '@vigie/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportLinks, type Params } from '../../../api/use-figure.ts';
import { axisText, effectText, intervalText, marginText } from '../common/effect-text.ts';
import type { AccessRow, Stratum } from '../common/kpi-row.ts';
import { useStratumName } from '../common/use-stratum-name.ts';
import classes from './kpi.module.css';

interface StrataSectionProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly row: AccessRow;
}

/** One line of the forest: a stratum, or all of them pooled, which comes first. */
interface Line extends Omit<Stratum, 'key'> {
  readonly id: string;
  readonly name: string;
  readonly pooled: boolean;
}

/** Of a delay the strata are shares done within its margin, told in points; of everything else they are in the unit of the effect. */
const DELAY_STRATA_DIGITS = 0.02;
function strataTold(row: AccessRow): Pick<AccessRow, 'unit' | 'margin' | 'info'> {
  return row.unit === 'seconds' || row.unit === 'days'
    ? { unit: 'share', margin: DELAY_STRATA_DIGITS, info: row.info }
    : row;
}

/** The forest: each stratum's difference as a square of its weight, the pooled one as a diamond, and whether they agree. */
export function StrataSection({ figure, params, row }: StrataSectionProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const { styleOf } = usePlatforms();
  const stratumName = useStratumName();
  const told = useMemo(() => strataTold(row), [row]);
  const lines = useMemo((): readonly Line[] => {
    const { ownN, partnerN, ownLevel, partnerLevel, effect, ciLow, ciHigh } = row;
    const pooled = { ownN, partnerN, ownLevel, partnerLevel, effect, ciLow, ciHigh, weight: 1 };
    return [
      ...(told === row ? [{ ...pooled, id: 'pooled', name: t('access.strata.pooled'), pooled: true }] : []),
      ...row.strata.map(({ key, ...stratum }, index) => ({
        ...stratum,
        id: `${index}`,
        name: stratumName(key),
        pooled: false,
      })),
    ];
  }, [row, told, t, stratumName]);
  const columns = useMemo((): readonly DataColumn<Line>[] => {
    const scale = effectScale(
      lines.flatMap((line) => (line.weight > 0.005 ? [line.effect, line.ciLow, line.ciHigh] : [line.effect])),
      told.margin,
      { most: told === row ? 8 : 60, parts: 5 },
    );
    const color = styleOf(row.partner).color;
    const count = (id: 'ownN' | 'partnerN', title: string): DataColumn<Line> => ({
      id,
      title,
      align: 'right',
      value: (line) => line[id],
      text: (line) => (line[id] === null ? '–' : formatCount(locale, line[id])),
    });
    return [
      {
        id: 'stratum',
        title: t('access.strata.stratum'),
        value: (line) => line.name,
        cell: (line) => (line.pooled ? <b>{line.name}</b> : line.name),
        width: 300,
      },
      count('ownN', 'OWN'),
      count('partnerN', nameOf(row.partner)),
      {
        id: 'weight',
        title: t('access.strata.weight'),
        align: 'right',
        value: (line) => line.weight,
        text: (line) => formatShare(locale, line.weight, line.weight < 0.01 ? 1 : 0),
      },
      {
        id: 'plot',
        title: t('access.strata.drawn'),
        sortable: false,
        header: (
          <>
            <span className="v-hidden">{t('access.strata.drawn')}</span>
            <EffectAxis scale={scale} label={(value) => axisText(locale, told, value)} />
          </>
        ),
        value: (line) => line.effect,
        cell: (line) => (
          <div className={classes['forest']}>
            <EffectPlot
              scale={scale}
              margin={told === row ? row.margin : null}
              effect={line.effect}
              ciLow={line.ciLow}
              ciHigh={line.ciHigh}
              color={color}
              mark={line.pooled ? 'diamond' : 'square'}
              weight={line.weight}
            />
          </div>
        ),
        width: 320,
        phone: 'block',
      },
      {
        id: 'effect',
        title: t('access.number.difference'),
        align: 'right',
        value: (line) => line.effect,
        cell: (line) => <b>{line.effect === null ? '–' : effectText(locale, told, line.effect)}</b>,
        phone: 'primary',
      },
      {
        id: 'interval',
        title: t('access.interval90'),
        align: 'right',
        value: (line) => line.ciLow,
        text: (line) =>
          line.ciLow === null && line.ciHigh === null ? '–' : intervalText(locale, told, line.ciLow, line.ciHigh),
      },
    ];
  }, [t, locale, lines, row, told, styleOf, nameOf]);
  return (
    <Section
      title={t(told === row ? 'access.strata.title' : 'access.strata.within')}
      note={
        told !== row
          ? t('access.strata.withinNote', { margin: marginText(locale, row), partner: nameOf(row.partner) })
          : row.homogeneityP === null
            ? t('access.strata.note', { partner: nameOf(row.partner) })
            : t(row.homogeneityP < 0.05 ? 'access.strata.differ' : 'access.strata.agree', {
                partner: nameOf(row.partner),
                p: formatP(locale, row.homogeneityP),
              })
      }
    >
      <DataTable
        caption={t('access.strata.title')}
        rows={lines}
        columns={columns}
        rowKey={(line) => line.id}
        exportLinks={exportLinks(figure, params, 'strata')}
        virtualFrom={14}
        height={470}
        dense
      />
    </Section>
  );
}
