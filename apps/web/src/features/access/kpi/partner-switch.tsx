import { PlatformLabel } from '@vigie/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import pages from '../../market/common/common.module.css';
import { useAccessMonths } from '../common/use-access-months.ts';
import classes from './kpi.module.css';

/** The same indicator for another partner. */
export function PartnerSwitch({ kpi, partner }: { readonly kpi: string; readonly partner: string }) {
  const { t } = useTranslation();
  const { partners } = useAccessMonths();
  return (
    <nav className={classes['partners']} aria-label={t('access.partner')}>
      {partners.map((code) => (
        <Link
          key={code}
          to="/access/$kpi/$partner"
          params={{ kpi, partner: code }}
          search={(was) => ({ release: was.release, month: was.month })}
          className={pages['page']}
          aria-current={code === partner ? 'page' : undefined}
        >
          <PlatformLabel code={code} />
        </Link>
      ))}
    </nav>
  );
}
