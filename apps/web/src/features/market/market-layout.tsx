import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../app/use-status.ts';
import { NoRelease } from './common/no-release.tsx';
import classes from './common/common.module.css';

const PAGES = [
  ['/market', 'market.tabs.share'],
  ['/market/concentration', 'market.tabs.concentration'],
  ['/market/merger', 'market.tabs.merger'],
  ['/market/growth', 'market.tabs.growth'],
  ['/market/local', 'market.tabs.local'],
] as const;

/** The five pages of the market share their filters: a link between them keeps the address's words. */
export function MarketLayout() {
  const { t } = useTranslation();
  const status = useStatus();
  if (status.data?.release === null) return <NoRelease />;
  return (
    <>
      <nav className={classes['pages']} aria-label={t('market.tabs.label')} style={{ marginTop: 0, marginBottom: 12 }}>
        {PAGES.map(([to, label]) => (
          <Link
            key={to}
            to={to}
            search={(was) => was}
            className={classes['page']}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t(label)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
