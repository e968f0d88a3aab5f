import { useTranslation } from 'react-i18next';
import classes from '../common/access.module.css';
import type { AccessRow } from '../common/kpi-row.ts';

const KEYS: Readonly<Record<string, string>> = {
  RED: 'RED',
  AMBER: 'AMBER',
  GREEN: 'GREEN',
  INSUFFICIENT: 'SILENT',
  INCONCLUSIVE: 'SILENT',
};

/** In one sentence each: what may be concluded from this page, and what may not. */
export function Conclusion({ row }: { readonly row: AccessRow }) {
  const { t } = useTranslation();
  const key = row.info.tested ? (KEYS[row.verdict] ?? 'NONE') : row.status === null ? 'NONE' : 'STANDARD';
  return (
    <section className={classes['conclude']} aria-label={t('access.conclude.title')}>
      <p>
        <b>{t('access.conclude.may')}</b>
        {t(`access.conclude.${key}.may`)}
      </p>
      <p>
        <b>{t('access.conclude.mayNot')}</b>
        {t(`access.conclude.${key}.mayNot`)}
      </p>
    </section>
  );
}
