import { Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ExportLinks } from '@vigie/ui';
import { IconCheck, IconDownload, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './common.module.css';
import { MarketTabs } from './market-tabs.tsx';

interface PageHeadProps {
  readonly title: string;
  readonly sub: string;
  readonly links?: ExportLinks | undefined;
}

/** Title, subject, and the two acts that every page has: copy its address, export its rows. */
export function PageHead({ title, sub, links }: PageHeadProps) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <>
      <div className={classes['head']}>
        <div>
          <h1>{title}</h1>
          <p className={classes['sub']}>{sub}</p>
        </div>
        <div className={classes['acts']}>
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
      </div>
      <MarketTabs />
    </>
  );
}
