import type { ContractField } from '../contracts/contract.ts';
import { compact, platformBook } from './platforms.ts';
import { recogniseAddress } from './recognise-platform.ts';

const DAY = /^\s*(\d{4}-\d{2}(-\d{2})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{8}|\d{4}\/\d{2}\/\d{2})/;
const NUMBER = /^[+-]?[\d\s\u00a0\u202f]+([.,]\d+)?$/;
const DEPARTEMENT = /^(0?[1-9]|[1-8]\d|9[0-5]|0?2[ab]|97[1-8]|0\d\d)(\s+-.*)?$/i;
const POSTCODE = /^(\d{5}|2[ab]\d{3})$/i;
const BOOLEAN = /^(true|false|t|f|0|1|oui|non|yes|no|o|n|vrai|faux)$/i;

/** Share (0–1) of the sampled values that could be values of a field; null when the sample is blank. */
export function contentFit(field: ContractField, values: readonly string[]): number | null {
  const present = values
    .map((v) => v.trim())
    .filter((v) => v !== '')
    .slice(0, 200);
  if (present.length === 0) return null;
  const fits = present.filter((v) => couldBe(field, v)).length;
  return fits / present.length;
}

/** Whether most sampled values are web addresses, or the names of booking services. */
export function looksLikeAddresses(values: readonly string[]): boolean {
  const present = values.filter((v) => v.trim() !== '');
  const addresses = present.filter(
    (v) => /^\s*(https?:|www\.)/i.test(v) || !['other', 'none', 'unmatched'].includes(recogniseAddress(v).code),
  );
  return present.length > 0 && addresses.length / present.length > 0.6;
}

function couldBe(field: ContractField, value: string): boolean {
  if (field.enum !== undefined) return field.enum.some((v) => v.toLowerCase() === value.toLowerCase());
  if (field.kind === 'departement') return DEPARTEMENT.test(value) || POSTCODE.test(value);
  if (field.kind === 'practitioner') return /^[0-9]{9,12}$/.test(value);
  if (field.kind === 'platform')
    return platformBook().names.has(compact(value)) || /^[A-Za-z][\w .-]{1,24}$/.test(value);
  switch (field.type) {
    case 'DATE':
      return DAY.test(value);
    case 'TIMESTAMPTZ':
      return DAY.test(value);
    case 'BOOLEAN':
      return BOOLEAN.test(value);
    case 'VARCHAR':
    case 'VARCHAR[]':
      return true;
    default:
      return NUMBER.test(value);
  }
}
