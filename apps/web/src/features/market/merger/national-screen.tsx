import type { Figure as FigureData, FigureRow } from '@vigie/kernel';
import {
  Figure,
  Finding,
  formatShare,
  formatValue,
  numberOf,
  textOf,
  useFlagSentence,
  useLocale,
  type Unit,
} from '@vigie/ui';
import { IconAlertTriangle, IconPoint } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { subjectOf, type Params } from '../../../api/use-figure.ts';
import classes from './merger.module.css';
import { ScreenFlag } from './screen-flag.tsx';

export interface ScreenProps {
  readonly figure: FigureData;
  readonly params: Params;
  readonly names: { readonly a: string; readonly b: string };
  readonly period: string;
}

/** Before and after, then each set of thresholds with the rules that were passed. */
export function NationalScreen({ figure, params, names, period }: ScreenProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const sentence = useFlagSentence();
  const row = figure.rows[0];
  if (row === undefined) return null;
  if (row.value === null) return <Finding>{row.flags.map(sentence).join(' ')}</Finding>;
  const points = (column: string): string => formatValue(locale, numberOf(row, column) ?? 0, 'points', 0);
  const facts: readonly (readonly [string, number | null, Unit])[] = [
    [names.a, numberOf(row, 'firstRatio'), 'ratio'],
    [names.b, numberOf(row, 'secondRatio'), 'ratio'],
    [t('market.merger.column.combined'), numberOf(row, 'combinedRatio'), 'ratio'],
    [t('market.merger.column.pre'), numberOf(row, 'preHhi'), 'points'],
    [t('market.merger.column.delta'), row.value, 'points'],
    [t('market.merger.column.post'), numberOf(row, 'postHhi'), 'points'],
  ];
  return (
    <>
      <Finding>
        <Trans
          i18nKey="market.merger.finding"
          values={{
            ...names,
            combined: formatShare(locale, numberOf(row, 'combinedRatio') ?? 0),
            delta: formatValue(locale, row.value, 'points', 0),
            post: points('postHhi'),
          }}
          components={{ b: <b /> }}
        />
      </Finding>
      <div className={classes['facts']}>
        {facts.map(([label, value, unit]) => (
          <div key={label} className={classes['fact']}>
            <p>{label}</p>
            <Figure
              value={value}
              unit={unit}
              digits={unit === 'ratio' ? 2 : 0}
              size="key"
              flags={row.flags}
              showFlag={false}
              subject={subjectOf(figure, t('market.merger.subject', { what: label, ...names, period }), { params })}
            />
          </div>
        ))}
      </div>
      <div className={classes['sets']}>
        <RuleSet row={row} name={t('market.merger.set.eu')} flag="euFlag" rules="euRules" />
        <RuleSet row={row} name={t('market.merger.set.us')} flag="usFlag" rules="usRules" />
      </div>
    </>
  );
}

const NOTES: readonly string[] = [
  'COMBINED_SHARE_UP_TO_25',
  'HIGHLY_CONCENTRATED_OVER_1800',
  'MODERATELY_CONCENTRATED_1000_TO_1800',
];

interface RuleSetProps {
  readonly row: FigureRow;
  readonly name: string;
  readonly flag: string;
  readonly rules: string;
}

function RuleSet({ row, name, flag, rules }: RuleSetProps) {
  const { t } = useTranslation();
  const list = row[rules];
  const ids = Array.isArray(list) ? list.map(String) : [];
  return (
    <section className={classes['set']}>
      <h2>
        {name} <ScreenFlag flag={textOf(row, flag)} />
      </h2>
      <ul>
        {ids.map((id) => {
          const note = NOTES.includes(id);
          return (
            <li key={id}>
              {note ? (
                <IconPoint size={14} aria-hidden="true" />
              ) : (
                <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
              )}
              <span>{t(`market.merger.rule.${id}`, id)}</span>
              <span className="v-note v-ink3">{t(note ? 'market.merger.noted' : 'market.merger.raised')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
