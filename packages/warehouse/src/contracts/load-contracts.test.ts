import { describe, expect, it } from 'vitest';
import { loadContract, loadContracts } from './load-contracts.ts';

describe('contracts', () => {
  it('every file is a valid contract named after its table', () => {
    expect(loadContracts().map((c) => c.table)).toContain('booking');
    for (const contract of loadContracts()) expect(contract.fields.length).toBeGreaterThan(1);
  });

  it('a booking has the 35 fields of the export contract, keyed by platform and id', () => {
    const booking = loadContract('booking');
    expect(booking.fields).toHaveLength(35);
    expect(booking.key).toEqual(['platform_code', 'booking_id']);
  });

  it('an unknown table is named together with the known ones', () => {
    expect(() => loadContract('bookings')).toThrow(/no contract for a table named “bookings”/);
  });
});
