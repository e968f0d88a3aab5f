import type { Figure } from '@vigie/kernel';
import { Finding, usePlatformName } from '@vigie/ui';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { AccessRow } from '../common/kpi-row.ts';
import { summaryNumber } from '../common/summary.ts';
import classes from './matrix.module.css';
import { partnersOf } from './group-cells.ts';

interface MatrixFindingProps {
  readonly figure: Figure;
  readonly rows: readonly AccessRow[];
  readonly month: string;
  /** Filters under the sentence, then what stands beside both. */
  readonly children: readonly [ReactNode, ReactNode];
}

/** How many comparisons are worse by more than the margin, and for whom; and how many cannot tell, so that silence is not read as parity. */
export function MatrixFinding({ figure, rows, month, children }: MatrixFindingProps) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const [family, red] = [summaryNumber(figure, 'familySize') ?? 0, summaryNumber(figure, 'red') ?? 0];
  const silent = (summaryNumber(figure, 'insufficient') ?? 0) + (summaryNumber(figure, 'inconclusive') ?? 0);
  const concerned = partnersOf(rows.filter((row) => row.verdict === 'RED')).map(nameOf);
  const list = new Intl.ListFormat(t('access.listLocale'), { type: 'conjunction' }).format(concerned);
  return (
    <section className={classes['top']} aria-label={t('access.summary')}>
      <div className={classes['topMain']}>
        <Finding>
          <Trans
            i18nKey={red === 0 ? 'access.finding.none' : red === 1 ? 'access.finding.one' : 'access.finding.some'}
            values={{ month, red, family }}
            components={{ b: <b /> }}
          />{' '}
          {red === 1 && t('access.finding.concernsOne', { partner: list })}
          {red > 1 &&
            t(concerned.length === 1 ? 'access.finding.concernsAll' : 'access.finding.concerns', {
              partner: list,
              count: red,
            })}
          {red === 0 && silent > 0 && t('access.finding.silent', { count: silent })}
        </Finding>
        {children[0]}
      </div>
      {children[1]}
    </section>
  );
}
