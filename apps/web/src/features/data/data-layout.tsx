import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from '../market/common/common.module.css';
import { ProgressProvider } from './common/progress-context.tsx';

const PAGES = [
  ['/data', 'data.tabs.uploads'],
  ['/data/sources', 'data.tabs.sources'],
  ['/data/lineage', 'data.tabs.lineage'],
] as const;

/** Data: uploads and releases, sources, lineage. Progress is followed on all of its pages. */
export function DataLayout() {
  const { t } = useTranslation();
  return (
    <ProgressProvider>
      <div className={classes['head']}>
        <div>
          <h1>{t('data.title')}</h1>
          <p className={classes['sub']}>{t('data.sub')}</p>
        </div>
      </div>
      <nav className={classes['pages']} aria-label={t('data.tabs.label')}>
        {PAGES.map(([to, label]) => (
          <Link
            key={to}
            to={to}
            search={(was) => ({ release: was.release })}
            className={classes['page']}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t(label)}
          </Link>
        ))}
      </nav>
      <hr className={classes['rule']} />
      <Outlet />
    </ProgressProvider>
  );
}
