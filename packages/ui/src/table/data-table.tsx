import { useMediaQuery } from '@mantine/hooks';
import type { SortingState } from '@tanstack/react-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../states/states.tsx';
import type { DataColumn } from './data-column.ts';
import { PhoneList } from './phone-list.tsx';
import { TableFilters } from './table-filters.tsx';
import { TableFoot, type ExportLinks } from './table-foot.tsx';
import { TableGrid } from './table-grid.tsx';
import { useDataTable } from './use-data-table.ts';

export interface DataTableProps<Row extends object> {
  readonly caption: string;
  readonly rows: readonly Row[];
  /** Keep stable between renders. */
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly initialSort?: SortingState;
  /** All rows there are, when `rows` are only the first ones. */
  readonly total?: number;
  readonly onMore?: (() => void) | undefined;
  readonly exportLinks?: ExportLinks | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly currentKey?: string | null;
  readonly onCurrent?: ((key: string | null) => void) | undefined;
  readonly dense?: boolean;
  readonly foot?: boolean;
  /** Rows beyond which only those in view are drawn, in a box of this height. */
  readonly virtualFrom?: number;
  readonly height?: number;
  /** About how tall a row is, where cells hold several lines. */
  readonly rowHeight?: number;
}

/** Sorts, filters, hides, pins, copies, exports; works by keyboard (j, k, Enter); becomes a list on phones. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation('ui');
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const [filtering, setFiltering] = useState<readonly string[]>([]);
  const table = useDataTable(props);
  const shown = table.getRowModel().rows.length;
  const byId = new Map(props.columns.map((column) => [column.id, column]));
  return (
    <div>
      <TableFilters
        table={table}
        columns={props.columns}
        filtering={filtering}
        onClose={(id) => setFiltering((was) => was.filter((x) => x !== id))}
      />
      {props.rows.length === 0 ? (
        <EmptyState title={t('table.none')} />
      ) : phone ? (
        <PhoneList table={table} columns={byId} caption={props.caption} onOpen={props.onOpen} />
      ) : (
        <TableGrid
          {...props}
          table={table}
          byId={byId}
          onFilter={(id) => setFiltering((was) => (was.includes(id) ? was : [...was, id]))}
        />
      )}
      {props.foot !== false && (
        <TableFoot
          shown={shown}
          loaded={props.rows.length}
          total={props.total ?? props.rows.length}
          hidden={props.columns.length - table.getVisibleLeafColumns().length}
          onShowAll={() => table.toggleAllColumnsVisible(true)}
          onMore={props.onMore}
          exportLinks={props.exportLinks}
        />
      )}
    </div>
  );
}
