import { accessHorizon, harmWindows } from '../access/horizon.ts';
import type { Horizon } from '../market/create-lookups.ts';
import { monthText } from '../parameters/calendar.ts';
import { AGENDA_PRICES, EVENT_MONTHS as E } from '../parameters/platforms.ts';
import type { Truth } from './truth-schema.ts';

type Event = Truth['events'][number];

/** The known events of the market, in order of time; worse treatment only where the access tables can show it. */
export function describeEvents(horizon: Horizon, incompleteLastMonth: boolean, hasAccess: boolean): Event[] {
  const last = horizon.toExclusive - 1;
  const harms = hasAccess ? harmWindows(accessHorizon(horizon)) : [];
  const events: [string, number, number | null, string][] = [
    ['PURCHASE', E.purchase, null, 'own buys epsilon; its practitioners move to own within the month, some leave.'],
    [
      'TELECONSULTATION_ON_SALE',
      E.teleconsultationOnSale,
      null,
      'own sells teleconsultation at 79 EUR, to holders of its agenda only.',
    ],
    ['LOCKDOWN', E.firstLockdown, E.firstLockdown + 3, 'Bookings fall, teleconsultations rise about tenfold.'],
    ['VACCINATION', E.vaccinationStart, E.vaccinationEndExclusive, 'Vaccination centres take bookings.'],
    ['SOFTWARE_SURVEYED', E.softwareCensus, null, 'The equipment panel asks for practice software from here on.'],
    [
      'PANEL_CHANGED',
      E.panelChange,
      null,
      'delta’s panel is drawn anew, one practitioner in four instead of five, with unchanged weights: its series breaks.',
    ],
    [
      'EXCLUSIVITY_ENDS',
      E.exclusivityEnd,
      null,
      'own’s contracts lose their exclusivity clauses; a second platform becomes more common.',
    ],
    ...harms.map((harm): [string, number, number, string] => [
      'WORSE_TREATMENT',
      harm.from,
      harm.toExclusive,
      `${harm.partner} is served worse than own’s channels, as the access tables show.`,
    ]),
    ...AGENDA_PRICES.filter((p) => p.fromMonth > 0).map((p): [string, number, null, string] => [
      'LIST_PRICE',
      p.fromMonth,
      null,
      `own’s agenda costs ${p.cents / 100} EUR a month for new clients, for the others a year later.`,
    ]),
  ];
  if (incompleteLastMonth) {
    events.push(['INCOMPLETE_DELIVERY', last, last + 1, 'alpha’s export of this month holds about half of its sites.']);
  }
  return events
    .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))
    .map(([code, month, end, text]) => ({
      code,
      month: monthText(month),
      toMonthExclusive: end === null ? null : monthText(end),
      inPeriod: month < horizon.toExclusive && (end ?? month + 1) > horizon.from,
      text,
    }));
}
