import type { Flag } from '@vigie/kernel';
import { formatDay } from '../format/format-date.ts';
import { formatShare } from '../format/format-value.ts';
import { localNumber } from '../format/locale.ts';
import { FLAG_SENTENCES_FR } from '../text/flag-sentences-fr.ts';

const PERCENT = /Ratio$|^(?:fall|limit|jump|panelJump|weightChange|effect|change)$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

function writeFact(name: string, fact: string | number, nameOf: (platform: string) => string): string {
  if (typeof fact === 'number') return PERCENT.test(name) ? formatShare('fr', fact, 1) : localNumber('fr', fact);
  if (DAY.test(fact)) return formatDay('fr', fact);
  return name === 'platform' || name === 'source' ? nameOf(fact) : fact;
}

/**
 * A flag's French sentence, made of its facts: the one of its code and reason, else of its code alone.
 * Falls back to the server's English sentence when there is none, or when a fact it needs is missing: never a sentence with a hole.
 */
export function writeFlagInFrench(flag: Flag, nameOf: (platform: string) => string): string {
  const reason = flag.facts['reason'];
  const template =
    (typeof reason === 'string' ? FLAG_SENTENCES_FR[`${flag.code}_${reason}`] : undefined) ??
    FLAG_SENTENCES_FR[flag.code];
  if (template === undefined) return flag.message;
  const facts = flag.facts;
  const needed = [...template.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => String(match[1]));
  if (needed.some((name) => facts[name] === undefined)) return flag.message;
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => writeFact(name, facts[name] ?? '', nameOf));
}
