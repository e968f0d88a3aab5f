import { useTranslation } from 'react-i18next';
import { formatBucket } from '../format/format-date.ts';
import { formatValue } from '../format/format-value.ts';
import { useLocale } from '../text/use-locale.ts';
import classes from './charts.module.css';
import type { TrendPeriod } from './trend-data.ts';

interface TrendTipProps {
  readonly periods: readonly TrendPeriod[];
  readonly platforms: readonly string[];
  readonly grain: string;
  readonly unit: 'ratio' | 'points';
  readonly nameOf: (code: string) => string;
  /** Given by the chart. */
  readonly active?: boolean;
  readonly label?: number | string;
}

/** What the pointer is over. The table view says the same to the keyboard. */
export function TrendTip({ periods, platforms, grain, unit, nameOf, active, label }: TrendTipProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const period = active === true ? periods[Math.round(Number(label))] : undefined;
  if (period === undefined) return null;
  return (
    <div className={classes['tip']}>
      <p>
        {formatBucket(locale, period.start, grain)}
        {period.incomplete ? ` · ${t('chart.incomplete')}` : ''}
      </p>
      <table>
        <tbody>
          {platforms.map((code) => {
            const value = period.values[code]?.value;
            return (
              <tr key={code}>
                <td>{nameOf(code)}</td>
                <td>{value == null ? '–' : formatValue(locale, value, unit)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
