import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NAVIGATION } from './navigation.ts';
import classes from './shell.module.css';

const PAGES: Readonly<Record<string, string>> = {
  '/market': 'market.tabs.share',
  '/market/concentration': 'market.tabs.concentration',
  '/market/merger': 'market.tabs.merger',
  '/market/growth': 'market.tabs.growth',
  '/market/local': 'market.tabs.local',
  '/access': 'access.tabs.matrix',
  '/access/published': 'access.tabs.published',
  '/access/requests': 'access.tabs.requests',
  '/access/cases': 'access.tabs.cases',
  '/access/availability': 'access.tabs.availability',
  '/data': 'data.tabs.uploads',
  '/data/sources': 'data.tabs.sources',
  '/data/lineage': 'data.tabs.lineage',
};

/** An indicator's page is named by it, not by the partner at the end of its address; a case by what it is. */
function kpiCrumb(t: (key: string) => string, parts: readonly string[]): string | undefined {
  const [first = '', second] = parts;
  if (second === undefined) return undefined;
  if (first === 'cases') return t('access.case.title');
  return /^CA-\d{2}$/iu.test(first) ? `${first.toUpperCase()} ${second.toUpperCase()}` : undefined;
}

/** Group, screen, page. Not links: the side bar and the tabs are. */
export function Crumbs() {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/u, '') });
  const group = NAVIGATION.find((g) => g.screens.some((screen) => path.startsWith(screen.to)));
  const screen = group?.screens.find((s) => path.startsWith(s.to));
  const page = PAGES[path];
  const parts = path.split('/').slice(2);
  const last = page === undefined ? (kpiCrumb(t, parts) ?? parts.at(-1)) : t(page);
  const trail = [
    group === undefined ? null : t(group.label),
    screen === undefined ? null : t(screen.label),
    last ?? null,
  ].filter((x) => x !== null);
  return (
    <p className={classes['crumbs']} aria-label={t('shell.nav.crumbs')} role="navigation">
      {trail.map((part, index) => (
        <span key={part}>
          {index > 0 && <i aria-hidden="true">/</i>}
          {index === trail.length - 1 ? <b>{part}</b> : part}
        </span>
      ))}
    </p>
  );
}
