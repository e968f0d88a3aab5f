import { useTranslation } from 'react-i18next';
import { useLocale } from '../text/use-locale.ts';
import classes from './departement-map.module.css';
import { keyLabels } from './map-scale.ts';

/** The breaks, printed: six classes and the hatch. */
export function MapKey({ breaks, unit }: { readonly breaks: readonly number[]; readonly unit: string }) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  return (
    <div className={classes['key']}>
      {keyLabels(locale, breaks, unit).map((label, index) => (
        <span key={label}>
          <i style={{ background: `var(--v-seq${index + 1})` }} />
          {label}
        </span>
      ))}
      <span data-hatch>
        <i />
        {t('map.hidden')}
      </span>
    </div>
  );
}
