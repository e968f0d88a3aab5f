import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/format-value.ts';
import { useLocale } from '../text/use-locale.ts';
import classes from './data-table.module.css';

/** Addresses that answer with all rows, whatever the table shows. */
export interface ExportLinks {
  readonly csv: string;
  readonly parquet?: string;
}

interface TableFootProps {
  readonly shown: number;
  readonly loaded: number;
  readonly total: number;
  readonly hidden: number;
  readonly onShowAll: () => void;
  readonly onMore?: (() => void) | undefined;
  readonly exportLinks?: ExportLinks | undefined;
}

/** How many rows of how many, and the way to all of them. No silent cap. */
export function TableFoot({ shown, loaded, total, hidden, onShowAll, onMore, exportLinks }: TableFootProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const count = (n: number): string => formatCount(locale, n);
  const sentence =
    loaded < total
      ? t('table.loaded', { shown: count(loaded), total: count(total) })
      : shown < total
        ? t('table.filtered', { shown: count(shown), total: count(total) })
        : t('table.all', { count: total, formatted: count(total) });
  return (
    <div className={classes['foot']}>
      <span role="status">{sentence}</span>
      <span className={classes['footActs']}>
        {hidden > 0 && (
          <Button variant="default" size="compact-xs" onClick={onShowAll}>
            {t('table.showAll', { count: hidden })}
          </Button>
        )}
        {onMore !== undefined && loaded < total && (
          <Button variant="default" size="compact-xs" onClick={onMore}>
            {t('table.more')}
          </Button>
        )}
        {exportLinks !== undefined && (
          <>
            <ExportButton href={exportLinks.csv} label={t('table.exportCsv')} marked />
            {exportLinks.parquet !== undefined && (
              <ExportButton href={exportLinks.parquet} label={t('table.exportParquet')} />
            )}
          </>
        )}
      </span>
    </div>
  );
}

function ExportButton({
  href,
  label,
  marked,
}: {
  readonly href: string;
  readonly label: string;
  readonly marked?: boolean;
}) {
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      size="compact-xs"
      data-export={marked}
      leftSection={<IconDownload size={13} stroke={1.75} aria-hidden="true" />}
    >
      {label}
    </Button>
  );
}
