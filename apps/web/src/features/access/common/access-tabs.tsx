import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from '../../market/common/common.module.css';

const PAGES = [
  ['/access', 'access.tabs.matrix'],
  ['/access/published', 'access.tabs.published'],
  ['/access/requests', 'access.tabs.requests'],
  ['/access/cases', 'access.tabs.cases'],
  ['/access/availability', 'access.tabs.availability'],
] as const;

/** The pages of Access. Month and partner go along; filters of one page stay behind. */
export function AccessTabs() {
  const { t } = useTranslation();
  return (
    <nav className={classes['pages']} aria-label={t('access.tabs.label')}>
      {PAGES.map(([to, label]) => (
        <Link
          key={to}
          to={to}
          search={(was) => ({ release: was.release, month: was.month, partner: was.partner })}
          className={classes['page']}
          activeOptions={{ exact: to === '/access' || to !== '/access/cases', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
