import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFlask, IconKeyboard, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Crumbs } from './crumbs.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { ReleaseSwitch } from './release-switch.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import classes from './shell.module.css';
import { useStatus } from './use-status.ts';

interface TopBarProps {
  readonly phone: boolean;
  readonly onHelp: () => void;
  readonly onJump: () => void;
}

function SimulatedBadge() {
  const { t } = useTranslation();
  const status = useStatus();
  if (status.data?.release?.simulated !== true) return null;
  return (
    <span className={classes['simulated']}>
      <IconFlask size={14} stroke={1.75} aria-hidden="true" />
      {t('shell.bar.simulated')}
    </span>
  );
}

/** Always in view: what kind of data this is, which release, and to which day. */
export function TopBar({ phone, onHelp, onJump }: TopBarProps) {
  const { t } = useTranslation();
  if (phone)
    return (
      <header className={classes['phoneHead']}>
        <div className={classes['phoneBar']}>
          <span className={classes['phoneBrand']}>
            <Logo /> Vigie
          </span>
          <ActionIcon size={44} onClick={onJump} aria-label={t('shell.search')}>
            <IconSearch size={20} stroke={1.75} />
          </ActionIcon>
        </div>
        <div className={classes['strip']}>
          <SimulatedBadge />
          <ReleaseSwitch />
        </div>
      </header>
    );
  return (
    <header className={classes['bar']}>
      <Crumbs />
      <SimulatedBadge />
      <ReleaseSwitch />
      <LanguageSwitch />
      <SchemeSwitch />
      <Tooltip label={t('shell.bar.keys')}>
        <ActionIcon size={28} onClick={onHelp} aria-label={t('shell.bar.keys')} aria-keyshortcuts="?">
          <IconKeyboard size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
