import { Menu, UnstyledButton } from '@mantine/core';
import { dayBefore, formatDay, useLocale } from '@vigie/ui';
import { IconCheck, IconChevronDown, IconPackage } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';
import { useRelease, useReleases, useStatus } from './use-status.ts';

/** Which release answers, and to which day its data go. The newest needs no word in the address. */
export function ReleaseSwitch() {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const chosen = useRelease();
  const status = useStatus();
  const releases = useReleases(opened || chosen !== undefined);
  const newest = status.data?.release ?? null;
  const shown = chosen === undefined ? newest : (releases.data?.releases.find((r) => r.number === chosen) ?? null);
  const dataTo = (exclusive: string | null): string =>
    exclusive === null ? '' : t('shell.bar.dataTo', { date: formatDay(locale, dayBefore(exclusive)) });
  if (status.data !== undefined && newest === null)
    return <span className={classes['pill']}>{t('shell.bar.noRelease')}</span>;
  const choose = (number: number | undefined): void =>
    void navigate({ to: '.', search: (was) => ({ ...was, release: number }) });
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={280} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <UnstyledButton
          className={`${classes['pill']} v-touch`}
          aria-label={shown === null ? t('shell.bar.chooseRelease') : undefined}
        >
          <IconPackage size={14} stroke={1.75} aria-hidden="true" />
          <b>{shown === null ? '…' : t('shell.bar.release', { number: shown.number })}</b>
          {shown !== null && <span>· {dataTo(shown.dataToExclusive)}</span>}
          <IconChevronDown size={13} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {(releases.data?.releases ?? []).map((release) => (
          <Menu.Item
            key={release.number}
            onClick={() => choose(release.number === newest?.number ? undefined : release.number)}
            rightSection={release.number === shown?.number ? <IconCheck size={14} aria-hidden="true" /> : null}
          >
            <b>{t('shell.bar.release', { number: release.number })}</b>{' '}
            <span className="v-ink2">
              {release.number === newest?.number ? t('shell.bar.latest') : ''} {dataTo(release.dataToExclusive)}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
