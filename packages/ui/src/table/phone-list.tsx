import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CutNotice } from '../states/states.tsx';
import type { DataColumn } from './data-column.ts';
import classes from './data-table.module.css';
import type { DataTableModel } from './use-data-table.ts';

interface PhoneListProps<Row extends object> {
  readonly table: DataTableModel<Row>;
  readonly columns: ReadonlyMap<string, DataColumn<Row>>;
  readonly caption: string;
  readonly onOpen?: ((row: Row) => void) | undefined;
}

const STEP = 12;

/** A table on a phone: name and value on one line, then bars full width, then the rest in words. */
export function PhoneList<Row extends object>({ table, columns, caption, onOpen }: PhoneListProps<Row>) {
  const { t } = useTranslation('ui');
  const [limit, setLimit] = useState(STEP);
  const rows = table.getRowModel().rows;
  const visible = table.getVisibleLeafColumns().flatMap((model) => columns.get(model.id) ?? []);
  const [name, ...others] = visible;
  const primary = others.find((column) => column.phone === 'primary');
  const blocks = others.filter((column) => column.phone === 'block');
  const facts = others.filter((column) => column.phone === undefined);
  const show = (column: DataColumn<Row>, row: Row) =>
    column.cell?.(row) ?? column.text?.(row) ?? column.value(row) ?? '–';
  return (
    <>
      <ul className={classes['list']} aria-label={caption}>
        {rows.slice(0, limit).map((row) => (
          <li key={row.id} className={classes['item']}>
            <div className={classes['itemHead']}>
              <span className={classes['itemName']}>{name === undefined ? null : show(name, row.original)}</span>
              {primary !== undefined && <span className={classes['itemPrimary']}>{show(primary, row.original)}</span>}
            </div>
            {blocks.map((column) => (
              <div key={column.id}>{show(column, row.original)}</div>
            ))}
            <div className={classes['itemFacts']}>
              {facts.map((column) => (
                <span key={column.id}>
                  <em>{column.title}</em> {show(column, row.original)}
                </span>
              ))}
            </div>
            {onOpen !== undefined && (
              <Button variant="default" mt={6} onClick={() => onOpen(row.original)}>
                {t('table.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rows.length > limit && (
        <CutNotice shown={limit} total={rows.length}>
          <Button variant="default" onClick={() => setLimit((was) => was + STEP * 4)}>
            {t('table.more')}
          </Button>
        </CutNotice>
      )}
    </>
  );
}
