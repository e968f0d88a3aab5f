import { editDistance } from './edit-distance.ts';
import { compact, plain, platformBook } from './platforms.ts';

export type RepairKind = 'TYPO' | 'WORD' | 'MALFORMED' | 'LABEL';

export interface Recognised {
  /** The platform with repairs: a code, `other`, `none` or `unmatched`. */
  readonly code: string;
  /** The same without any repair. */
  readonly asis: string;
  readonly repair: RepairKind | null;
}

const plainly = (code: string): Recognised => ({ code, asis: code, repair: null });
const mended = (code: string, asis: string, repair: RepairKind): Recognised => ({ code, asis, repair });

/**
 * The platform that a booking address, or the words that stand in its place, tells.
 * A well-formed address is read as it stands; anything else that names one known platform is a repair.
 */
export function recogniseAddress(address: string | null): Recognised {
  const text = plain(address ?? '');
  const word = platformBook().words.get(text);
  if (text === '' || word !== undefined) return plainly(word ?? 'none');
  if (/\[e-?mail\]/.test(text) || /^(mailto:)?\S+@\S+\.\S+$/.test(text)) return plainly('none');
  if (/^(tel\W*)?[+\d\s.()-]{6,}$/.test(text)) return plainly('none');
  const host = /^(?:https?:\/\/)?((?:[a-z0-9_-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]|$)/.exec(text)?.[1];
  return host === undefined ? fromWords(text) : fromHost(host);
}

/**
 * The platform of a place that carries a label beside its address. The label is believed unless it is blank or says
 * “other” while the address is a known platform's.
 */
export function recogniseLabel(label: string | null, address: string | null): Recognised {
  const text = plain(label ?? '');
  const name = platformBook().names.get(compact(text));
  if (name !== undefined) return plainly(name);
  const word = platformBook().words.get(text);
  const asis = text === '' ? 'unmatched' : (word ?? 'other');
  const vague = text === '' || word !== undefined;
  const byAddress = recogniseAddress(address);
  if (vague && isPlatform(byAddress.code)) return mended(byAddress.code, asis, 'LABEL');
  if (text === '') return byAddress;
  const typo = vague ? null : nearestName(compact(text));
  return typo === null ? plainly(asis) : mended(typo, asis, 'TYPO');
}

function isPlatform(code: string): boolean {
  return !['other', 'none', 'unmatched'].includes(code);
}

function fromHost(host: string): Recognised {
  const known = knownHost(host);
  if (known !== null) return plainly(known);
  if (platformBook().hostsOfNobody.some((h) => host === h || host.endsWith(`.${h}`))) return plainly('unmatched');
  const endless = platformBook().names.get(host.split('.').at(-1) ?? '');
  if (endless !== undefined) return mended(endless, 'unmatched', 'MALFORMED');
  const typo = hostTypo(host);
  return typo === null ? plainly('other') : mended(typo, 'other', 'TYPO');
}

function knownHost(host: string): string | null {
  const parts = host.split('.');
  for (let i = 0; i < parts.length - 1; i++) {
    const code = platformBook().hosts.get(parts.slice(i).join('.'));
    if (code !== undefined) return code;
  }
  return null;
}

/** A host whose main label is a known name but for a letter or two, or for its ending. Short names are too ambiguous. */
function hostTypo(host: string): string | null {
  const label = host.split('.').at(-2) ?? '';
  const glued = label.replace(/^w{2,4}/, '');
  const exact = platformBook().names.get(compact(glued));
  if (exact !== undefined && compact(glued).length >= 6) return exact;
  const near = nearestName(compact(glued));
  return near !== null && compact(label).length >= 6 ? near : null;
}

function fromWords(text: string): Recognised {
  const addressLike = /https?|www\.|:\/|\.(fr|com|net)\b/.test(text);
  const hosts = [...text.matchAll(/(?:[a-z0-9-]+\.)+[a-z]{2,}/g)].map(([host]) => host);
  const byHost = only(hosts.map(knownHost));
  if (byHost !== null) return mended(byHost, 'unmatched', 'MALFORMED');
  if (/\b(pas|non|sans|hors|ni)\b/.test(text)) return plainly('unmatched');
  const tokens = text.split(/[^a-z0-9]+/).map((t) => t.replace(/^www/, ''));
  const { names } = platformBook();
  const pairs = tokens.flatMap((t, i) => [
    t,
    t + (tokens[i + 1] ?? ''),
    t + (tokens[i + 1] ?? '') + (tokens[i + 2] ?? ''),
  ]);
  const named = only([
    ...pairs.map((t) => (t.length >= 5 ? (names.get(t) ?? null) : null)),
    names.get(compact(text)) ?? null,
  ]);
  if (named !== null) return mended(named, 'unmatched', addressLike ? 'MALFORMED' : 'WORD');
  const typo = tokens.length <= 6 ? only(tokens.map(nearestName)) : null;
  return typo === null ? plainly('unmatched') : mended(typo, 'unmatched', 'TYPO');
}

/** The known name within one letter (two for eight letters and more), if there is exactly one. */
function nearestName(token: string): string | null {
  const book = platformBook();
  if (token.length < 4 || book.neverTypos.has(token)) return null;
  const near: (string | null)[] = [];
  for (const [name, code] of book.names) {
    if (name.length < 5 || name[0] !== token[0]) continue;
    const limit = name.length >= 8 && token.length >= 7 ? 2 : 1;
    if (editDistance(token, name, limit) <= limit) near.push(code);
  }
  return only(near);
}

/** The one value among many, or null when there is none or more than one. */
function only(codes: readonly (string | null)[]): string | null {
  const found = new Set(codes.filter((c) => c !== null));
  return found.size === 1 ? ([...found][0] ?? null) : null;
}
