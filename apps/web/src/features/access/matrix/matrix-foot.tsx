import type { Figure } from '@vigie/kernel';
import { ParityGlyph } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import { summaryNumber } from '../common/summary.ts';
import classes from './matrix.module.css';

/** How to read the glyph, how large the family of tests is, and what may not be concluded. */
export function MatrixFoot({ figure }: { readonly figure: Figure }) {
  const { t } = useTranslation();
  const family = summaryNumber(figure, 'familySize');
  return (
    <div className={classes['foot']}>
      <p>
        {t('access.foot.glyph')} {family !== null && t('access.foot.family', { count: family })}{' '}
        {t('access.foot.notParity')} {t('access.foot.insufficient')}
      </p>
      <div className={classes['key']} aria-hidden="true">
        <ParityGlyph effect={-0.2} ciLow={-0.7} ciHigh={0.3} margin={1} verdict="INCONCLUSIVE" />
        <span>
          <i style={{ left: '0%' }}>{t('access.foot.worse')}</i>
          <i style={{ left: '40%' }}>{t('access.foot.margin')}</i>
          <i style={{ left: '59.8%' }}>{t('access.foot.equal')}</i>
          <i style={{ left: '100%' }}>{t('access.foot.better')}</i>
        </span>
      </div>
    </div>
  );
}
