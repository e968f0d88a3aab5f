/** What a rule of ingestion means, in a few words; the codes are those of rows.parquet. */
const TITLES: Readonly<Record<string, string>> = {
  R1: 'the key is there twice',
  R2: 'ends before it starts',
  R3: 'booked after the appointment',
  R4: 'partner code missing for a partner’s booking',
  R5: 'not a known code',
  R6: 'weight is not above zero',
  CAST: 'cannot be read as its type',
  MALFORMED: 'the line does not have the columns of the header',
  MISSING: 'a required value is empty',
  NEGATIVE: 'a count is below zero',
  W1: 'practitioner’s number does not check',
  W2: 'département unknown',
  W3: 'booked before the slot was published',
  W4: 'lasts less than 5 or more than 480 minutes',
  W5: 'the month’s volume is far from the usual',
  W6: 'specialty often empty',
  W7: 'the file came late',
  DUP: 'the same row came before',
  REPAIR: 'a platform’s name or address was mended',
  FUTURE: 'later than the file itself',
  INCONSISTENT: 'two fields contradict each other',
  GEO: 'not a place on Earth',
  ENCODING: 'mixed encodings',
  ZONE: 'a time without its zone',
  PSEUDONYM: 'not a pseudonym; its text was not kept',
  WEEKDAY: 'a week that does not begin on a Monday',
};

/** The rule in a few words, or its code when it is a new one. */
export const titleOfRule = (code: string): string => TITLES[code] ?? code;
