import { CloseButton, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';
import type { DataTableModel } from './use-data-table.ts';

interface TableFiltersProps<Row extends object> {
  readonly table: DataTableModel<Row>;
  readonly columns: readonly DataColumn<Row>[];
  readonly filtering: readonly string[];
  readonly onClose: (id: string) => void;
}

/** One labelled field per column being filtered, above the table. */
export function TableFilters<Row extends object>({ table, columns, filtering, onClose }: TableFiltersProps<Row>) {
  const { t } = useTranslation('ui');
  if (filtering.length === 0) return null;
  return (
    <div className={classes['filters']}>
      {filtering.map((id) => {
        const column = table.getColumn(id);
        const title = columns.find((c) => c.id === id)?.title ?? id;
        const value = column?.getFilterValue();
        return (
          <TextInput
            key={id}
            label={t('table.filterLabel', { column: title })}
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => column?.setFilterValue(event.currentTarget.value || undefined)}
            data-autofocus
            rightSection={
              <CloseButton
                size="sm"
                aria-label={t('table.clearFilter')}
                onClick={() => {
                  column?.setFilterValue(undefined);
                  onClose(id);
                }}
              />
            }
          />
        );
      })}
    </div>
  );
}
