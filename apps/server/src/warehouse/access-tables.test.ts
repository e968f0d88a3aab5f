import { expect, it } from 'vitest';
import { listAccessTables } from './access-tables.ts';

const file = (path: string, rows: number) => ({ path, rows, bytes: 1, sha256: '0'.repeat(64) });

it('rows of a table’s months: 3 + 4 = 7, from its first month until after its last; small tables have no days; others are left out', () => {
  const files = [
    file('parquet/api_request/2020-11.parquet', 3),
    file('parquet/api_request/2020-12.parquet', 4),
    file('parquet/access_request.parquet', 2),
    file('parquet/capability.parquet', 0),
    file('parquet/booking/2020-12.parquet', 9),
    file('parquet/slot_exposure/2021-01.parquet', 1),
  ];
  expect(listAccessTables(files)).toEqual([
    { name: 'slot_exposure', rows: 1, from: '2021-01-01', toExclusive: '2021-02-01' },
    { name: 'api_request', rows: 7, from: '2020-11-01', toExclusive: '2021-01-01' },
    { name: 'access_request', rows: 2, from: null, toExclusive: null },
  ]);
});
