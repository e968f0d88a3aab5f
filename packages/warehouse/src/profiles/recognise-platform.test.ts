import { describe, expect, it } from 'vitest';
import { recogniseAddress, recogniseLabel } from './recognise-platform.ts';

const read = (text: string | null) => {
  const { code, asis, repair } = recogniseAddress(text);
  return [code, asis, repair];
};

describe('addresses as they stand', () => {
  it.each([
    ['https://partners.doctolib.fr/hopital-public/x?speciality_id=5494', 'doctolib'],
    ['https://www.doctolib.fr', 'doctolib'],
    ['  https://www.maiia.com/centre ', 'maiia'],
    ['https://vaccination-covid.keldoc.com/cabinet', 'keldoc'],
    ['www.keldoc.com', 'keldoc'],
    ['Doctolib.fr', 'doctolib'],
    ['https://rendez-vous.chu-bordeaux.fr/WebBooking/', 'other'],
    ['https://notdoctolib-really.fr', 'other'],
    ['www.vaccination-covid19.lhaylesroses.fr', 'other'],
    ['https://adresseadeterminer.fr', 'unmatched'],
    ['https://maria.com', 'other'],
  ])('%s → %s', (text, code) => expect(read(text)).toEqual([code, code, null]));
});

describe('words that say there is none, or that nothing can be known', () => {
  it.each([
    [null, 'none'],
    ['  ', 'none'],
    ['RIen', 'none'],
    ['Non', 'none'],
    ['[email]', 'none'],
    ['https://[email]', 'none'],
    ['contact@chu.fr', 'none'],
    ['+33 4 91 46 44 39', 'none'],
    ['oui', 'unmatched'],
    ['en cours', 'unmatched'],
    ['Maria', 'unmatched'],
    ['mairie', 'unmatched'],
    ['pas sur doctolib', 'unmatched'],
    ['doctolib ou maiia', 'unmatched'],
  ])('%s → %s', (text, code) => expect(read(text)).toEqual([code, code, null]));
});

describe('repairs, with what they were before', () => {
  it.each([
    ['Dotolib', 'doctolib', 'unmatched', 'TYPO'],
    ['docotlib', 'doctolib', 'unmatched', 'TYPO'],
    ['MAIA', 'maiia', 'unmatched', 'TYPO'],
    ['DOCTOLIB prochainement', 'doctolib', 'unmatched', 'WORD'],
    ['Oui Doctolib', 'doctolib', 'unmatched', 'WORD'],
    ['ma pharma', 'mapharma', 'unmatched', 'WORD'],
    ['https://www.dotolib.fr/x', 'doctolib', 'other', 'TYPO'],
    ['https://www.doctolib.con', 'doctolib', 'other', 'TYPO'],
    ['https:/www.doctolib.fr/x', 'doctolib', 'unmatched', 'MALFORMED'],
    ['https//partners.doctolib.fr', 'doctolib', 'unmatched', 'MALFORMED'],
    ['rdv sur https://www.maiia.com', 'maiia', 'unmatched', 'MALFORMED'],
    ['htps://www.keldoc.com', 'keldoc', 'unmatched', 'MALFORMED'],
    ['https://www.doctolib', 'doctolib', 'unmatched', 'MALFORMED'],
  ])('%s → %s (before: %s, %s)', (text, code, asis, repair) => expect(read(text)).toEqual([code, asis, repair]));
});

describe('labels', () => {
  it('a label is believed', () => {
    expect(recogniseLabel('Maiia', 'https://www.doctolib.fr/x')).toEqual({
      code: 'maiia',
      asis: 'maiia',
      repair: null,
    });
    expect(recogniseLabel('Autre', null)).toEqual({ code: 'other', asis: 'other', repair: null });
  });
  it('“Autre” or nothing beside the address of a known platform is mended', () => {
    expect(recogniseLabel('Autre', 'https://pro.doctolib.fr/x')).toEqual({
      code: 'doctolib',
      asis: 'other',
      repair: 'LABEL',
    });
    expect(recogniseLabel('', 'https://www.keldoc.com')).toEqual({
      code: 'keldoc',
      asis: 'unmatched',
      repair: 'LABEL',
    });
  });
  it('a typing error in a label', () => {
    expect(recogniseLabel('Doctolb', null)).toEqual({ code: 'doctolib', asis: 'other', repair: 'TYPO' });
  });
});
