import { formatMonth, formatShortMonth, PlatformLabel, useLocale, usePlatformName } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { useAccessMonths } from '../common/use-access-months.ts';
import { useParityHistory } from '../common/use-parity-history.ts';
import { partnersOf } from './group-cells.ts';
import classes from './matrix.module.css';

const MONTHS = 13;

/** Red indicators per partner in the last thirteen months, so that a month is never read alone. */
export function RedMonths() {
  const { t } = useTranslation();
  const locale = useLocale();
  const nameOf = usePlatformName();
  const { month: now } = useAccessMonths();
  const { rows, months } = useParityHistory(MONTHS, {});
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const long = (month: string): string => formatMonth(locale, `${month}-01`);
  return (
    <table className={classes['months']}>
      <caption>{t('access.redMonths', { from: long(first), to: long(last) })}</caption>
      <tbody>
        {partnersOf(rows).map((code) => (
          <tr key={code}>
            <th scope="row">
              <PlatformLabel code={code} />
            </th>
            {months.map((month) => {
              const own = rows.filter((row) => row.partner === code && row.month === month);
              const red = own.filter((row) => row.verdict === 'RED').length;
              const silent = own.every((row) => row.status === null);
              return (
                <td
                  key={month}
                  data-red={red > 0 || undefined}
                  data-now={month === now || undefined}
                  title={t('access.redMonth', { partner: nameOf(code), month: long(month), count: red })}
                >
                  {red > 0 ? red : silent ? '' : '·'}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td style={{ border: 0 }} />
          {months.map((month) => (
            <th key={month} scope="col" data-now={month === now || undefined}>
              <abbr title={long(month)} style={{ textDecoration: 'none' }}>
                {formatShortMonth(locale, `${month}-01`).charAt(0).toUpperCase()}
              </abbr>
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
