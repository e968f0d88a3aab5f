import {
  columnFilteringFeature,
  columnPinningFeature,
  columnVisibilityFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type SortingState,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { textOfCell, type DataColumn } from './data-column.ts';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  columnVisibilityFeature,
  columnPinningFeature,
});

export interface DataTableModelOptions<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly initialSort?: SortingState;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Sorting puts missing values last in both directions; filters match text as it is shown, accents aside. */
export function useDataTable<Row extends object>({ rows, columns, rowKey, initialSort }: DataTableModelOptions<Row>) {
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      columns.map((column) =>
        helper.accessor((row: Row) => column.value(row) ?? undefined, {
          id: column.id,
          header: column.title,
          enableSorting: column.sortable !== false,
          sortUndefined: 'last',
          sortFn: (a, b) => compare(column.value(a.original), column.value(b.original)),
          filterFn: (row, _id, wanted: unknown) =>
            fold(textOfCell(column, row.original)).includes(fold(String(wanted))),
        }),
      ),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const first = columns[0]?.id;
  return useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowKey,
    enableSortingRemoval: true,
    initialState: {
      sorting: initialSort ?? [],
      columnPinning: { start: first === undefined ? [] : [first], end: [] },
    },
  });
}

export type DataTableModel<Row extends object> = ReturnType<typeof useDataTable<Row>>;

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), undefined, { numeric: true });
}
