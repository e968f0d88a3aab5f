import type { Contract } from '../contracts/contract.ts';

/** What a rule says about a row, and what a person can do about it. `other` is the line of the row that came first. */
export interface IssueText {
  readonly message: string;
  readonly cure: string;
}

export interface IssueFacts {
  readonly rule: string;
  readonly field: string | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly other: number | null;
  /** Why a line is malformed. */
  readonly reason: string | null;
  /** What times without a zone were read in. */
  readonly zone?: string;
}

/** What the sentence of an issue is made of, so that a face can write it in another language. `expected`: a type or a kind of the contract; `codes`: a list. */
export function issueFacts(contract: Contract, facts: IssueFacts): Readonly<Record<string, string | number>> {
  const field = contract.fields.find((f) => f.name === facts.field);
  const [, found, header] = /^(\d+) fields where the header has (\d+)$/.exec(facts.reason ?? '') ?? [];
  const codes = field?.enum ?? field?.items;
  return {
    table: contract.table,
    name: facts.column ?? facts.field ?? '',
    value: facts.value ?? '',
    expected: field?.kind ?? field?.type ?? '',
    ...(codes === undefined ? {} : { codes: codes.join(', ') }),
    ...(facts.other === null ? {} : { other: facts.other }),
    ...(facts.zone === undefined ? {} : { zone: facts.zone }),
    ...(found === undefined || header === undefined ? {} : { found: Number(found), header: Number(header) }),
  };
}

const EXPECTED: Readonly<Record<string, string>> = {
  DATE: 'a day (YYYY-MM-DD or DD/MM/YYYY)',
  TIMESTAMPTZ: 'an instant (ISO 8601, 2026-01-31T08:30:00Z)',
  BOOLEAN: 'true or false',
  BIGINT: 'a whole number',
  INTEGER: 'a whole number',
  DOUBLE: 'a number',
  'DECIMAL(18,2)': 'a number with at most two decimals',
  'VARCHAR[]': 'a list',
};

const AT_THE_SOURCE = 'Correct the value at its source and ingest the corrected file.';

/** The sentence of one issue of one row. */
export function describeIssue(contract: Contract, facts: IssueFacts): IssueText {
  const { rule, value } = facts;
  const name = facts.column ?? facts.field ?? '';
  const field = contract.fields.find((f) => f.name === facts.field);
  const shown = value === null || value === '' ? 'blank' : `“${value}”`;
  switch (rule) {
    case 'MALFORMED':
      return {
        message: `The line cannot be read as a row: ${facts.reason ?? 'it is malformed'}.`,
        cure: 'Correct the line, or quote the field that holds a delimiter.',
      };
    case 'MISSING':
      return { message: `${name} is blank and must not be.`, cure: AT_THE_SOURCE };
    case 'CAST': {
      const expected =
        field?.kind === 'departement'
          ? 'the code of a département'
          : field?.kind === 'practitioner'
            ? 'a practitioner’s identifier'
            : (EXPECTED[field?.type ?? ''] ?? 'another value');
      return { message: `${name} is ${shown}; expected ${expected}.`, cure: AT_THE_SOURCE };
    }
    case 'R5':
      return {
        message: `${name} is ${shown}; expected one of ${(field?.enum ?? field?.items ?? []).join(', ')}.`,
        cure: 'Map the code to one of those, with a mapping (--map).',
      };
    case 'R1':
      return {
        message: `Same ${contract.key.at(-1) === 'booking_id' ? 'id' : 'key'} on line ${facts.other ?? '?'}.`,
        cure: 'Only the first was kept. Export each row once.',
      };
    case 'DUP':
      return {
        message: `Same key (${contract.key.slice(0, 2).join(', ')}) on line ${facts.other ?? '?'}; both rows count.`,
        cure: 'Check whether the site is listed twice.',
      };
    case 'ZONE':
      return {
        message: `${name} is ${shown}, without a time zone; read in ${facts.zone ?? 'UTC'}.`,
        cure: 'Export times with their zone (2026-01-31T08:30:00Z), or say the zone with --zone Europe/Paris.',
      };
    case 'R2':
      if (contract.table === 'booking') break;
      return { message: `${name} is ${shown}, before or when it begins.`, cure: AT_THE_SOURCE };
    case 'R4':
      if (contract.table === 'booking') break;
      return {
        message: `The partner is ${shown}; it must be named where a partner is concerned, only there, and is never “own”.`,
        cure: AT_THE_SOURCE,
      };
    default:
      break;
  }
  return FIXED[rule]?.(name, shown) ?? { message: `${rule}: ${name} is ${shown}.`, cure: AT_THE_SOURCE };
}

const FIXED: Readonly<Record<string, (name: string, shown: string) => IssueText>> = {
  R2: () => ({ message: 'The appointment ends before or when it begins.', cure: AT_THE_SOURCE }),
  R3: () => ({
    message: 'Booked more than an hour after the appointment began, and not at the desk.',
    cure: 'Check the time zone of the two instants.',
  }),
  R4: () => ({ message: 'The channel is PARTNER_API and the partner is blank.', cure: AT_THE_SOURCE }),
  R6: (_n, shown) => ({ message: `The weight is ${shown}; expected more than 0.`, cure: AT_THE_SOURCE }),
  NEGATIVE: (name, shown) => ({ message: `${name} is ${shown}; a count is never below 0.`, cure: AT_THE_SOURCE }),
  ORDER: (name, shown) => ({ message: `${name} (${shown}) lies before what it follows.`, cure: AT_THE_SOURCE }),
  LATENCY: (name, shown) => ({
    message: `${name} is ${shown}; expected milliseconds, from 0 to 86,400,000 (one day).`,
    cure: AT_THE_SOURCE,
  }),
  RANK: (name, shown) => ({ message: `${name} is ${shown}; the first rank is 1.`, cure: AT_THE_SOURCE }),
  PSEUDONYM: (name) => ({
    message: `${name} does not hold a pseudonym of 64 hexadecimal digits; its text was not kept.`,
    cure: 'Replace it by the keyed pseudonym at the source: names, addresses and telephone numbers must not be in the file.',
  }),
  WEEKDAY: (name, shown) => ({
    message: `${name} is ${shown}, and the period is a week; weeks begin on Monday. Kept.`,
    cure: 'Check which weeks the file counts: figures by the week put the row where its Monday is.',
  }),
  W1: (name, shown) => ({
    message: `${name} is ${shown}, whose key digit is wrong; kept as it is.`,
    cure: 'Check the identifier in the register (RPPS).',
  }),
  W2: (name, shown) => ({
    message: `${name} is ${shown}, which is no département; kept as it is.`,
    cure: AT_THE_SOURCE,
  }),
  W3: () => ({
    message: 'Booked before the slot was published.',
    cure: 'Check the clock and the time zone of the export.',
  }),
  W4: () => ({ message: 'The appointment lasts less than 5 minutes or more than 8 hours.', cure: AT_THE_SOURCE }),
  FUTURE: (name, shown) => ({
    message: `${name} is ${shown}, after the day of the file.`,
    cure: 'Say the day of the file with --as-of; figures flag what lies after it.',
  }),
  INCONSISTENT: (name, shown) => ({
    message: `${name} (${shown}) contradicts another field of the row; kept.`,
    cure: AT_THE_SOURCE,
  }),
  GEO: (name, shown) => ({ message: `${name} is ${shown}, outside the globe; kept.`, cure: AT_THE_SOURCE }),
  ENCODING: () => ({
    message: 'The line is in another encoding than the rest of the file and was decoded by itself.',
    cure: 'Export the whole file in UTF-8.',
  }),
};
