import type { Figure as FigureData } from '@vigie/kernel';
import { Figure, formatCount, formatP, localNumber, useLocale, usePlatformName } from '@vigie/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Params } from '../../../api/use-figure.ts';
import classes from '../common/access.module.css';
import { summaryNumber } from '../common/summary.ts';
import { effectText, intervalText, levelText, marginText } from '../common/effect-text.ts';
import type { AccessRow } from '../common/kpi-row.ts';
import { useKpiSubject } from '../common/use-kpi-subject.ts';

interface KeyNumbersProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly row: AccessRow;
}

/** Both levels, the difference with its interval, adjusted p, smallest visible gap, impact ratio: each with its passport. */
export function KeyNumbers({ figure, params, row }: KeyNumbersProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const subject = useKpiSubject(figure, params);
  const family = summaryNumber(figure, 'familySize');
  const key = (what: string, value: number | null, text: string, interval?: string): ReactNode => (
    <Figure
      value={value}
      unit="number"
      text={text}
      intervalText={interval}
      flags={row.flags}
      showFlag={false}
      size="key"
      subject={value === null ? undefined : subject(row, what)}
    />
  );
  const n = (count: number): string => t('access.units', { count, formatted: formatCount(locale, count) });
  const bounded = row.ciLow !== null || row.ciHigh !== null;
  const interval = bounded ? intervalText(locale, row, row.ciLow, row.ciHigh) : undefined;
  const partner = nameOf(row.partner);
  const items: (readonly [string, ReactNode, string] | null)[] = [
    row.ownLevel === null
      ? null
      : [
          t('access.number.own', { partner }),
          key(t('access.number.own', { partner }), row.ownLevel, levelText(locale, row, row.ownLevel)),
          n(row.ownN),
        ],
    [partner, key(partner, row.partnerLevel, levelText(locale, row, row.partnerLevel)), n(row.partnerN)],
    row.info.tested
      ? [
          t('access.number.difference'),
          key(
            t('access.number.difference'),
            row.effect,
            row.effect === null ? '' : effectText(locale, row, row.effect),
            interval,
          ),
          interval === undefined ? t('access.number.noInterval') : t('access.number.interval', { interval }),
        ]
      : null,
    row.q === null
      ? null
      : [
          t('access.number.q'),
          key(t('access.number.q'), row.q, formatP(locale, row.q)),
          family === null ? '' : t('access.number.family', { count: family }),
        ],
    row.mdd === null
      ? null
      : [
          t('access.number.mdd'),
          key(t('access.number.mdd'), row.mdd, marginText(locale, row, row.mdd)),
          row.mddFamily === null
            ? t('access.number.power')
            : t('access.number.powerFamily', { mdd: marginText(locale, row, row.mddFamily) }),
        ],
    row.impactRatio === null
      ? null
      : [
          t('access.number.impact'),
          key(
            t('access.number.impact'),
            row.impactRatio,
            localNumber(locale, row.impactRatio, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
          ),
          t('access.number.impactNote'),
        ],
  ];
  return (
    <dl className={classes['numbers']}>
      {items
        .filter((item) => item !== null)
        .map(([term, value, under]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              {value}
              <small>{under}</small>
            </dd>
          </div>
        ))}
    </dl>
  );
}
