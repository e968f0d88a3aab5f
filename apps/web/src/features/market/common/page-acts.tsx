import { Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ExportLinks } from '@vigie/ui';
import { IconCheck, IconDownload, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './common.module.css';

interface PageActsProps {
  readonly links?: ExportLinks | undefined;
  readonly children?: ReactNode;
}

/** The two acts that every page has: copy its address, export all its rows; before them what a page adds. */
export function PageActs({ links, children }: PageActsProps) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <div className={classes['acts']}>
      {children}
      <Button
        variant="subtle"
        color="gray"
        leftSection={
          clipboard.copied ? (
            <IconCheck size={15} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconLink size={15} stroke={1.75} aria-hidden="true" />
          )
        }
        onClick={() => clipboard.copy(location.href)}
      >
        {t(clipboard.copied ? 'shell.linkCopied' : 'shell.copyLink')}
      </Button>
      {links !== undefined && (
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={15} stroke={1.75} aria-hidden="true" />}>
              {t('shell.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={links.csv} download>
              {t('shell.exportCsv')}
            </Menu.Item>
            <Menu.Item component="a" href={links.parquet} download>
              {t('shell.exportParquet')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
