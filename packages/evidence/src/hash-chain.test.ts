import { describe, expect, it } from 'vitest';
import { CHAIN_START, extendChain, findBrokenLink } from './hash-chain.ts';
import { sha256 } from './sha256.ts';

const entry1 = { seq: 1, at: '2021-04-01T08:00:00Z', actor: 'u_42', action: 'export.create' };
const entry2 = { action: 'export.approve', actor: 'u_7', at: '2021-04-01T09:00:00Z', seq: 2 };
const H1 = 'a3dc0c049b230fcc5f7132c992f0c1ec02a6bec5a710737fca8c59734e923458';
const H2 = '2713b2df3002dca19855a688c922ef17197261b03a5afb8b1c33a70984b4be79';

describe('hash chain', () => {
  it('h1 = SHA256(64 zeros + newline + entry 1) = a3dc…3458, h2 = 2713…be79, whatever the order of the keys', () => {
    expect(CHAIN_START).toHaveLength(64);
    expect(extendChain([entry1, entry2]).map((link) => link.hash)).toEqual([H1, H2]);
    expect(extendChain([entry2], H1).map((link) => link.hash)).toEqual([H2]);
  });

  it('names the first link that was changed, removed or moved', () => {
    const links = extendChain([entry1, entry2, { seq: 3 }]);
    expect(findBrokenLink(links)).toBeNull();
    expect(
      findBrokenLink(links.map((link, i) => (i === 1 ? { ...link, entry: { ...entry2, actor: 'u_8' } } : link))),
    ).toBe(1);
    expect(findBrokenLink(links.slice(1))).toBe(0);
    expect(findBrokenLink([links[0], links[2]].flatMap((link) => link ?? []))).toBe(1);
  });

  it('SHA-256 of the empty text is e3b0…b855', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
