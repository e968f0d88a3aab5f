/** One block per indicator: its name, what it compares, and its finding, worse and better. Sizes come without a sign, ratios as × partner ÷ own. */
export const accessKpi = {
  'CA-01': {
    title: 'Slot visibility',
    what: 'slots that own channels show and that the partner shows too',
    worse: 'Of the slots that OWN’s channels showed, {{partner}} missed <b>{{size}}</b>.',
    better: '{{partner}} showed every slot that OWN’s channels showed.',
  },
  'CA-02': {
    title: 'Exposure lag, median',
    what: 'time from a slot’s first showing on own channels to its first showing at the partner',
    worse:
      'Half of the slots reached {{partner}} more than <b>{{size}}</b> later than one own channel follows the other.',
    better: 'Slots reached {{partner}} <b>{{size}}</b> sooner than one own channel follows the other.',
  },
  'CA-03': {
    title: 'Exclusive window',
    what: 'time for which a slot was free on own channels and not shown at the partner',
    worse: 'For <b>{{size}}</b> of the time that slots were free on OWN, {{partner}} could not show them.',
    better: 'Slots were hidden from {{partner}} for <b>{{size}}</b> less of the time than the margin’s reference.',
  },
  'CA-04': {
    title: 'Availability',
    what: 'uptime of the interfaces, by UTC day',
    worse: '{{partner}}’s interface was up <b>{{size}}</b> less of the time than OWN’s own.',
    better: '{{partner}}’s interface was up <b>{{size}}</b> more of the time than OWN’s own.',
  },
  'CA-05': {
    title: 'Latency',
    what: 'time to the last byte of an answer',
    worse: 'On comparable requests, {{partner}} waited <b>{{size}}</b> the time that OWN’s channels waited.',
    better: 'On comparable requests, {{partner}} waited <b>{{size}}</b> the time that OWN’s channels waited.',
  },
  'CA-06': {
    title: 'Error rate',
    what: 'requests that failed through the platform’s doing',
    worse: 'On comparable requests, {{partner}} met <b>{{size}}</b> more errors than OWN’s channels.',
    better: 'On comparable requests, {{partner}} met <b>{{size}}</b> fewer errors than OWN’s channels.',
  },
  'CA-07': {
    title: 'Throttling',
    what: 'requests turned away as too many',
    worse: '{{partner}} was throttled <b>{{size}}</b> as often per request as OWN’s channels.',
    better: '{{partner}} was throttled <b>{{size}}</b> as often per request as OWN’s channels.',
  },
  'CA-08': {
    title: 'Booking success',
    what: 'confirmed bookings out of valid attempts',
    worse:
      'On comparable slots, a valid attempt through {{partner}} was confirmed <b>{{size}}</b> less often than through OWN’s own channels.',
    better:
      'On comparable slots, a valid attempt through {{partner}} was confirmed <b>{{size}}</b> more often than through OWN’s own channels.',
  },
  'CA-09': {
    title: 'Change propagation, P95',
    what: 'time until a cancellation or a move is seen on the other side',
    worse:
      'One change in twenty took at least <b>{{size}}</b> longer to reach {{partner}} than between OWN’s channels.',
    better:
      'The slowest twentieth of the changes reached {{partner}} <b>{{size}}</b> sooner than between OWN’s channels.',
  },
  'CA-10': {
    title: 'Refusals',
    what: 'refused access requests out of those decided',
    worse: 'Requests of {{partner}} were refused <b>{{size}}</b> more often than those of comparable partners.',
    better: 'Requests of {{partner}} were refused <b>{{size}}</b> less often than those of comparable partners.',
  },
  'CA-11': {
    title: 'Search-rank exposure',
    what: 'exposure of practitioners in results, within like searches',
    worse: 'In like searches, practitioners of {{partner}} had <b>{{size}}</b> the exposure of OWN’s.',
    better: 'In like searches, practitioners of {{partner}} had <b>{{size}}</b> the exposure of OWN’s.',
  },
  'CA-12': {
    title: 'Functional parity',
    what: 'functions open to the partner out of those own channels use',
    worse: '{{partner}} has <b>{{level}}</b> of the functions that OWN’s channels use.',
    better: '{{partner}} has <b>{{level}}</b> of the functions that OWN’s channels use.',
  },
  'CA-13': {
    title: 'Price spread',
    what: 'difference of the fee per booking between partners of one class',
    worse: 'The fee per booking of {{partner}} lies <b>{{level}}</b> from that of its class.',
    better: 'The fee per booking of {{partner}} lies <b>{{level}}</b> from that of its class.',
  },
  'CA-14': {
    title: 'Onboarding lead time',
    what: 'days from the first request to production',
    worse: 'Half of {{partner}}’s connections took <b>{{level}}</b> or more.',
    better: 'Half of {{partner}}’s connections were done within <b>{{level}}</b>.',
  },
  'CA-15': {
    title: 'Portability, by day 30',
    what: 'exports complete within 30 days of being asked for',
    worse: 'Within 30 days, <b>{{size}}</b> fewer exports to {{partner}} were complete than the standard asks.',
    better: 'Within 30 days, <b>{{size}}</b> more exports to {{partner}} were complete than the standard asks.',
  },
  'CA-16': {
    title: 'Change notice',
    what: 'days from the announcement of a breaking change to its effect',
    worse: 'The shortest notice given to {{partner}} was <b>{{level}}</b>.',
    better: 'The shortest notice given to {{partner}} was <b>{{level}}</b>.',
  },
  'CA-17': {
    title: 'Support, first answer',
    what: 'time to the first answer, at the same severity',
    worse: 'At the same severity, {{partner}} waited <b>{{size}}</b> the time of own tickets for a first answer.',
    better: 'At the same severity, {{partner}} waited <b>{{size}}</b> the time of own tickets for a first answer.',
  },
  'CA-18': {
    title: 'Stale slots',
    what: 'slots already taken out of those clicked',
    worse: 'Through {{partner}}, a clicked slot was already taken <b>{{size}}</b> more often than on OWN’s channels.',
    better: 'Through {{partner}}, a clicked slot was already taken <b>{{size}}</b> less often than on OWN’s channels.',
  },
  'CA-19': {
    title: 'Default settings',
    what: 'practitioners whose partner channel a platform default switched off',
    worse: 'A platform default switched {{partner}} off for <b>{{level}}</b> practitioners.',
    better: 'A platform default switched {{partner}} off for <b>{{level}}</b> practitioners.',
  },
  'CA-20': {
    title: 'Named-search diversion',
    what: 'searches for a practitioner of the partner that ended with another one booked on OWN',
    worse: '<b>{{level}}</b> of the searches for a practitioner of {{partner}} ended with another one booked on OWN.',
    better: '<b>{{level}}</b> of the searches for a practitioner of {{partner}} ended with another one booked on OWN.',
  },
} as const;
