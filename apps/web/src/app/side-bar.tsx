import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Logo } from './logo.tsx';
import { NAVIGATION } from './navigation.ts';
import classes from './shell.module.css';

interface SideBarProps {
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly onJump: () => void;
}

/** 212 px, 56 folded. */
export function SideBar({ folded, onFold, onJump }: SideBarProps) {
  const { t } = useTranslation();
  const Fold = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const mac = navigator.userAgent.includes('Mac');
  return (
    <aside className={classes['side']} aria-label={t('shell.nav.label')}>
      <div className={classes['brand']}>
        <Logo />
        {!folded && <span>Vigie</span>}
      </div>
      <Tooltip label={t('shell.search')} disabled={!folded} position="right">
        <UnstyledButton
          className={classes['jump']}
          onClick={onJump}
          aria-label={folded ? t('shell.search') : undefined}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={15} stroke={1.75} aria-hidden="true" />
          {!folded && (
            <>
              <span>{t('shell.search')}</span>
              <kbd>{mac ? '⌘K' : 'Ctrl K'}</kbd>
            </>
          )}
        </UnstyledButton>
      </Tooltip>
      <nav aria-label={t('shell.nav.label')}>
        {NAVIGATION.map((group) => (
          <div key={group.label}>
            {!folded && <p className={classes['group']}>{t(group.label)}</p>}
            <ul>
              {group.screens.map((screen) => (
                <li key={screen.to}>
                  <Tooltip label={t(screen.label)} disabled={!folded} position="right">
                    <Link
                      to={screen.to}
                      search={(was) => ({ release: was.release })}
                      className={classes['item']}
                      activeProps={{ 'aria-current': 'page' }}
                      aria-label={folded ? t(screen.label) : undefined}
                    >
                      <screen.Icon size={16} stroke={1.75} aria-hidden="true" />
                      {!folded && t(screen.label)}
                    </Link>
                  </Tooltip>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <ActionIcon
        className={classes['fold']}
        size={28}
        onClick={onFold}
        aria-label={t(folded ? 'shell.nav.unfold' : 'shell.nav.fold')}
        aria-expanded={!folded}
      >
        <Fold size={16} stroke={1.75} />
      </ActionIcon>
    </aside>
  );
}
