import { IconBan, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './figure.module.css';
import type { Absence } from './read-figure.ts';

/** A missing value, drawn: refused, without a base, without cases, hidden or not known. Never 0, never blank. */
export function AbsentValue({ absence }: { readonly absence: Absence }) {
  const { t } = useTranslation('ui');
  if (absence === 'refused')
    return (
      <span className={classes['tag']} data-tone="amber">
        <IconBan size={12} stroke={2} aria-hidden="true" />
        {t('figure.refused')}
      </span>
    );
  if (absence === 'suppressed')
    return (
      <span className={classes['tag']} data-tone="outline">
        <IconEyeOff size={12} stroke={2} aria-hidden="true" />
        {t('figure.suppressed')}
      </span>
    );
  if (absence === 'no-base') return <span className={classes['absent']}>{t('figure.noBase')}</span>;
  return (
    <span className={classes['absent']}>
      <span aria-hidden="true">–</span>
      <span className={classes['tag']} data-tone="outline">
        {t(absence === 'no-cases' ? 'figure.noCases' : 'figure.unknown')}
      </span>
    </span>
  );
}
