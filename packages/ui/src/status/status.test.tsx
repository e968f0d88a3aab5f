import type { Flag } from '@vigie/kernel';
import { describe, expect, it } from 'vitest';
import { renderPart } from '../testing/render.tsx';
import { glyphAt, ParityGlyph } from './parity-glyph.tsx';
import { StatusMark } from './status-mark.tsx';
import { StatusShape } from './status-shape.tsx';
import { VERDICTS, verdictColor, verdictOf } from './verdict.ts';

const flag = (code: Flag['code'], severity: Flag['severity'] = 'refuse'): Flag => ({
  code,
  severity,
  message: '',
  facts: {},
});

describe('verdict', () => {
  it('a failed measurement comes before every other reason', () => {
    expect(verdictOf(null, [flag('NO_DATA'), flag('MEASUREMENT_FAILURE')])).toBe('MEASUREMENT_FAILURE');
    expect(verdictOf(null, [flag('NO_EVENT', 'note')])).toBe('NO_EVENT');
    expect(verdictOf(null, [flag('EMPTY_DENOMINATOR')])).toBe('REFUSED');
    expect(verdictOf(null, [])).toBe('WATCHED');
    expect(verdictOf('INCONCLUSIVE', [flag('SMALL_SAMPLE', 'note')])).toBe('INCONCLUSIVE');
  });
  it('only Green has the colour of parity', () => {
    expect(VERDICTS.filter((verdict) => verdictColor(verdict) === verdictColor('GREEN'))).toEqual(['GREEN']);
  });
});

describe('shape, word and colour', () => {
  it('no two verdicts share shape and word', async () => {
    const marks = await Promise.all(
      VERDICTS.map((verdict) =>
        renderPart(<StatusMark verdict={verdict} />).then((html) => html.replace(/ data-[a-z]+="\w+"/gu, '')),
      ),
    );
    expect(new Set(marks).size).toBe(VERDICTS.length);
  });
  it('the five statuses have five shapes', async () => {
    const shapes = await Promise.all(
      VERDICTS.slice(0, 5).map((verdict) =>
        renderPart(<StatusShape verdict={verdict} />).then((html) => html.replace(/ data-shape="\w+"/u, '')),
      ),
    );
    expect(new Set(shapes).size).toBe(5);
  });
  it('months in a row are said from the second on, in both languages', async () => {
    expect(await renderPart(<StatusMark verdict="RED" monthsInRow={3} />)).toContain('Red<span class="');
    expect(await renderPart(<StatusMark verdict="RED" monthsInRow={3} />)).toContain(', month 3');
    expect(await renderPart(<StatusMark verdict="RED" monthsInRow={3} />, 'fr')).toContain(', 3ᵉ mois');
    expect(await renderPart(<StatusMark verdict="RED" monthsInRow={1} />)).not.toContain('month');
  });
});

describe('parity glyph', () => {
  const glyph = (low: number | null, effect: number | null, high: number | null): Promise<string> =>
    renderPart(<ParityGlyph effect={effect} ciLow={low} ciHigh={high} margin={0.02} verdict="RED" />);
  it('worse is left: −3 margins at 1 %, equal at 1 + 3 × 19.6 = 59.8 %, +2 at 99 %', () => {
    expect([glyphAt(-3), glyphAt(0), glyphAt(2)].map((x) => Number(x.toFixed(6)))).toEqual([1, 59.8, 99]);
    expect(glyphAt(-40)).toBe(1);
  });
  it('−4 pp with a margin of 2 pp is two margins: 1 + 1 × 19.6 = 20.6 %', async () => {
    expect(await glyph(-0.044, -0.04, -0.035)).toContain('cx="20.60%"');
  });
  it('an interval that leaves the scale, or has no end, ends in an arrow', async () => {
    expect(await glyph(-0.044, -0.04, -0.035)).not.toContain('beyond');
    expect(await glyph(-0.09, -0.04, 0.01)).toContain('beyond');
    expect(await glyph(null, -0.04, 0.01)).toContain('beyond');
  });
  it('without an effect there is a scale and no dot: nothing that could be read as parity', async () => {
    const html = await glyph(null, null, null);
    expect(html).toContain('data-part="margin"');
    expect(html).not.toContain('data-part="dot"');
    expect(html).not.toContain('data-part="interval"');
  });
});
