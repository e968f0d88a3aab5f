import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './common.module.css';

const PAGES = [
  ['/market', 'market.tabs.share'],
  ['/market/concentration', 'market.tabs.concentration'],
  ['/market/merger', 'market.tabs.merger'],
  ['/market/growth', 'market.tabs.growth'],
  ['/market/local', 'market.tabs.local'],
] as const;

/** The five pages of the market share their filters: a link between them keeps the address's words. */
export function MarketTabs() {
  const { t } = useTranslation();
  return (
    <nav className={classes['pages']} aria-label={t('market.tabs.label')}>
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
  );
}
