import { describe, expect, it } from 'vitest';
import { guessMapping } from './guess-mapping.ts';

const guess = (header: string, ...rows: string[]) =>
  guessMapping({ columns: header.split(','), sampleRows: rows.map((r) => r.split(',')), fileName: 'x.csv' });

describe('a proposed mapping', () => {
  it('recognises bookings under French names', () => {
    const { mapping, likelihood } = guess(
      'id_rdv,plateforme,rpps,departement,date_reservation,debut_rdv,fin_rdv,statut,canal,specialite',
      'A1,Doctolib,10001234565,75,2026-03-01T10:00:00Z,2026-03-04T10:00:00Z,2026-03-04T10:20:00Z,booked,OWN_WEB,SM54',
    );
    expect(mapping.table).toBe('booking');
    expect(mapping.fields).toMatchObject({
      booking_id: { column: 'id_rdv' },
      platform_code: { column: 'plateforme' },
      practitioner_id_nat: { column: 'rpps' },
      site_dept: { column: 'departement' },
      booked_at: { column: 'date_reservation' },
      appointment_start: { column: 'debut_rdv' },
      appointment_end: { column: 'fin_rdv' },
      status: { column: 'statut' },
      is_test: { constant: false },
    });
    expect(likelihood).toBeGreaterThan(0.6);
  });

  it('recognises weekly counts, and that every day is a Monday', () => {
    const { mapping } = guess('centre,semaine,dep,nb_rdv', '12,2021-04-12,75,64', '12,2021-04-19,75,70');
    expect(mapping).toMatchObject({
      table: 'booking_count',
      fields: {
        site_id: { column: 'centre' },
        period_start: { column: 'semaine' },
        bookings: { column: 'nb_rdv' },
        period_grain: { constant: 'week' },
      },
    });
  });

  it('recognises a register by its addresses and lets the address tell the platform', () => {
    const { mapping } = guess(
      'code_site,nom,latitude,longitude,lien',
      '1,Centre A,48.8,2.3,https://www.doctolib.fr/x',
      '2,Centre B,48.9,2.4,https://www.maiia.com/y',
    );
    expect(mapping).toMatchObject({
      table: 'site_register',
      fields: {
        site_id: { column: 'code_site' },
        booking_address: { column: 'lien' },
        platform_code: { recognise: 'code', address: 'lien' },
      },
    });
  });

  it('content overrules a name: a column “date” without days is not a day', () => {
    const { mapping } = guess('centre,date,jour,dep,nb_rdv', '12,lundi,2021-04-12,75,64', '12,mardi,2021-04-13,75,70');
    expect(mapping.fields['period_start']).toEqual({ column: 'jour' });
  });

  it('says what it assumed and what is missing', () => {
    const { notes } = guess(
      'id_rdv,debut_rdv,fin_rdv,statut,rpps',
      'A1,2026-03-04T10:00:00Z,2026-03-04T10:20:00Z,booked,10001234565',
    );
    expect(notes.join('\n')).toMatch(/site_dept: no column was recognised; fill it in/);
    expect(notes.join('\n')).toMatch(/channel: no column was recognised; “OWN_WEB” is assumed/);
  });
});
