import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnHead } from './column-head.tsx';
import type { DataColumn } from './data-column.ts';
import type { DataTableProps } from './data-table.tsx';
import classes from './data-table.module.css';
import type { DataTableModel } from './use-data-table.ts';

interface TableGridProps<Row extends object> extends DataTableProps<Row> {
  readonly table: DataTableModel<Row>;
  readonly byId: ReadonlyMap<string, DataColumn<Row>>;
  readonly onFilter: (id: string) => void;
}

/** A real table: header and first column stay, rows beyond `virtualFrom` are drawn only in view and keep their true index. */
export function TableGrid<Row extends object>(props: TableGridProps<Row>) {
  const { t } = useTranslation('ui');
  const { table, byId, virtualFrom = 80, height = 560 } = props;
  const box = useRef<HTMLDivElement>(null);
  const rows = table.getRowModel().rows;
  const virtual = rows.length > virtualFrom;
  const [ownCurrent, setOwnCurrent] = useState<string | null>(null);
  const current = props.currentKey === undefined ? ownCurrent : props.currentKey;
  const setCurrent = (key: string | null): void => {
    setOwnCurrent(key);
    props.onCurrent?.(key);
  };
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => props.rowHeight ?? (props.dense === true ? 32 : 36),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    enabled: virtual,
  });
  const items = virtual ? virtualizer.getVirtualItems() : [];
  const drawn = virtual
    ? items.flatMap((item) => (rows[item.index] === undefined ? [] : [{ row: rows[item.index], index: item.index }]))
    : rows.map((row, index) => ({ row, index }));
  const columns = [...table.getStartVisibleLeafColumns(), ...table.getCenterVisibleLeafColumns()];
  const pinned = new Set(table.getStartVisibleLeafColumns().map((column) => column.id));
  usePinnedOffsets(box, [...pinned].join());
  const leftOf = (index: number): string | undefined => (index < pinned.size ? `var(--pin-${index}, 0px)` : undefined);
  const move = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const at = rows.findIndex((row) => row.id === current);
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
    const row = rows[at];
    if (step !== 0) {
      const next = Math.min(Math.max(at + step, 0), rows.length - 1);
      setCurrent(rows[next]?.id ?? null);
      if (virtual) virtualizer.scrollToIndex(next);
      event.preventDefault();
    } else if (event.key === 'Enter' && event.target === box.current && row !== undefined) props.onOpen?.(row.original);
  };
  const before = items[0]?.start ?? 0;
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    // The box scrolls, so the keyboard must reach it.
    <div
      ref={box}
      className={classes['scroll']}
      style={virtual ? { maxHeight: height } : undefined}
      tabIndex={0}
      role="region"
      aria-label={t('table.region', { caption: props.caption })}
      onKeyDown={move}
    >
      <table
        className={classes['table']}
        data-dense={props.dense || undefined}
        aria-rowcount={(props.total ?? rows.length) + 1}
      >
        <caption className="v-hidden">{props.caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((model, index) => {
              const column = byId.get(model.id);
              const sorted = model.getIsSorted();
              return (
                <th
                  key={model.id}
                  scope="col"
                  data-column={model.id}
                  data-align={column?.align ?? 'left'}
                  className={pinned.has(model.id) ? classes['pinned'] : undefined}
                  style={{ width: column?.width, left: leftOf(index) }}
                  aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                >
                  {column !== undefined && (
                    <ColumnHead table={table} column={column} first={index === 0} onFilter={props.onFilter} />
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr data-spacer aria-hidden="true">
              <td colSpan={columns.length} style={{ height: before }} />
            </tr>
          )}
          {drawn.map(({ row, index }) =>
            row === undefined ? null : (
              <tr
                key={row.id}
                data-index={index}
                aria-rowindex={index + 2}
                data-current={row.id === current || undefined}
                data-opens={props.onOpen !== undefined || undefined}
                onMouseEnter={props.onCurrent === undefined ? undefined : () => setCurrent(row.id)}
                onClick={(event) => {
                  if (event.target instanceof Element && event.target.closest('button, a') === null)
                    props.onOpen?.(row.original);
                }}
              >
                {columns.map((model, at) => {
                  const column = byId.get(model.id);
                  const Cell = at === 0 ? 'th' : 'td';
                  return (
                    <Cell
                      key={model.id}
                      scope={at === 0 ? 'row' : undefined}
                      data-align={column?.align ?? 'left'}
                      className={pinned.has(model.id) ? classes['pinned'] : undefined}
                      style={{ left: leftOf(at) }}
                    >
                      {column === undefined
                        ? null
                        : (column.cell?.(row.original) ??
                          column.text?.(row.original) ??
                          column.value(row.original) ??
                          '–')}
                    </Cell>
                  );
                })}
              </tr>
            ),
          )}
          {after > 0 && (
            <tr data-spacer aria-hidden="true">
              <td colSpan={columns.length} style={{ height: after }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Left edges of the pinned columns, from their real widths, as custom properties that their cells read. */
function usePinnedOffsets(box: React.RefObject<HTMLDivElement | null>, pinned: string): void {
  useLayoutEffect(() => {
    let left = 0;
    for (const [index, id] of pinned.split(',').filter(Boolean).entries()) {
      box.current?.style.setProperty(`--pin-${index}`, `${left}px`);
      left += box.current?.querySelector<HTMLElement>(`th[data-column="${CSS.escape(id)}"]`)?.offsetWidth ?? 0;
    }
  }, [box, pinned]);
}
