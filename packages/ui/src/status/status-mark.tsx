import { useTranslation } from 'react-i18next';
import classes from './status.module.css';
import { StatusShape } from './status-shape.tsx';
import type { Verdict } from './verdict.ts';

export interface StatusMarkProps {
  readonly verdict: Verdict;
  /** Months in a row in which the partner was significantly worse; said from the second on. */
  readonly monthsInRow?: number;
  /** `pill`: on its tint, as a title has it. `quiet`: Green in ink, so that only what is worse calls. */
  readonly look?: 'plain' | 'pill' | 'quiet';
}

/** Shape, word and colour of a verdict: “Red, month 3”. */
export function StatusMark({ verdict, monthsInRow = 0, look = 'plain' }: StatusMarkProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={classes['mark']} data-verdict={verdict} data-look={look}>
      <StatusShape verdict={verdict} />
      <span>
        {t(`status.${verdict}`)}
        {monthsInRow >= 2 && <span className={classes['month']}>{t('status.month', { count: monthsInRow })}</span>}
      </span>
    </span>
  );
}
