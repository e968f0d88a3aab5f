import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDotsVertical,
  IconEyeOff,
  IconFilter,
  IconPin,
  IconPinnedOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';
import { textOfCell } from './data-column.ts';
import type { DataTableModel } from './use-data-table.ts';

interface ColumnHeadProps<Row extends object> {
  readonly table: DataTableModel<Row>;
  readonly column: DataColumn<Row>;
  readonly first: boolean;
  readonly onFilter: (id: string) => void;
}

/** Sort on click; the rest in the column's menu. */
export function ColumnHead<Row extends object>({ table, column, first, onFilter }: ColumnHeadProps<Row>) {
  const { t } = useTranslation('ui');
  const model = table.getColumn(column.id);
  const sorted = model?.getIsSorted() ?? false;
  if (model === undefined) return null;
  if (column.sortable === false) return <span className={classes['plain']}>{column.header ?? column.title}</span>;
  const copy = (): void => {
    const text = [column.title, ...table.getRowModel().rows.map((row) => textOfCell(column, row.original))].join('\n');
    void navigator.clipboard.writeText(text);
  };
  return (
    <span className={classes['head']}>
      <UnstyledButton
        className={classes['sort']}
        data-sorted={sorted !== false || undefined}
        onClick={() => model.toggleSorting()}
        aria-label={[
          t('table.sortBy', { column: column.title }),
          sorted === 'asc' ? t('table.sortedUp') : sorted === 'desc' ? t('table.sortedDown') : '',
        ]
          .filter(Boolean)
          .join(', ')}
      >
        {column.title}
        {sorted === 'asc' && <IconArrowUp size={12} stroke={2} aria-hidden="true" />}
        {sorted === 'desc' && <IconArrowDown size={12} stroke={2} aria-hidden="true" />}
      </UnstyledButton>
      <Menu position="bottom-end" width={210} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon className={classes['menu']} size={24} aria-label={t('table.menu', { column: column.title })}>
            <IconDotsVertical size={13} stroke={2} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowUp size={14} />} onClick={() => model.toggleSorting(false)}>
            {t('table.sortAscending')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={14} />} onClick={() => model.toggleSorting(true)}>
            {t('table.sortDescending')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFilter size={14} />} onClick={() => onFilter(column.id)}>
            {t('table.filter')}
          </Menu.Item>
          {!first && (
            <>
              <Menu.Item
                leftSection={model.getIsPinned() === false ? <IconPin size={14} /> : <IconPinnedOff size={14} />}
                onClick={() => model.pin(model.getIsPinned() === false ? 'start' : false)}
              >
                {t(model.getIsPinned() === false ? 'table.pin' : 'table.unpin')}
              </Menu.Item>
              <Menu.Item leftSection={<IconEyeOff size={14} />} onClick={() => model.toggleVisibility(false)}>
                {t('table.hide')}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={copy}>
            {t('table.copy')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
