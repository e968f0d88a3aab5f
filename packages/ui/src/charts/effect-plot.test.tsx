import { describe, expect, it } from 'vitest';
import { renderPart } from '../testing/render.tsx';
import { DifferencePlot } from './difference-plot.tsx';
import { EffectPlot, squareSide } from './effect-plot.tsx';
import { effectScale } from './effect-scale.ts';

const scale = effectScale([-0.06, 0.02], 0.02);
const plot = (props: { low: number | null; effect: number | null; high: number | null; bare?: boolean }) =>
  renderPart(
    <EffectPlot
      scale={scale}
      margin={0.02}
      effect={props.effect}
      ciLow={props.low}
      ciHigh={props.high}
      color="black"
      mark="square"
      weight={0.25}
      bare={props.bare ?? false}
    />,
  );

describe('a row of a forest plot', () => {
  it('margin at −2 on −6 … +2 is at 50 %, equality at 75 %', async () => {
    const html = await plot({ low: -0.044, effect: -0.04, high: -0.035 });
    expect(html).toContain('x1="50.00%"');
    expect(html).toContain('x1="75.00%"');
    expect(html).not.toContain('beyond');
  });
  it('area by weight: 5 + 10 √0.25 = 10 px', async () => {
    expect(squareSide(0.25)).toBe(10);
    expect(await plot({ low: -0.03, effect: -0.02, high: -0.01 })).toContain('width="10" height="10"');
  });
  it('an end beyond the scale, or unbounded, is an arrow; no interval is none, not a point', async () => {
    expect(await plot({ low: null, effect: -0.04, high: -0.035 })).toContain('beyond');
    expect(await plot({ low: null, effect: -0.04, high: null, bare: true })).not.toContain('interval');
    expect(await plot({ low: null, effect: null, high: null })).not.toContain('data-part="square"');
  });
});

it('the crude difference never stands without the like-for-like one, and is hollow', async () => {
  const html = await renderPart(
    <DifferencePlot
      margin={0.02}
      axis={(value) => `${Math.round(value * 100)}`}
      marginWord="margin"
      equalWord="equal"
      rows={[
        {
          id: 'a',
          name: 'Like for like',
          effect: -0.04,
          ciLow: -0.044,
          ciHigh: -0.035,
          text: '',
          color: 'x',
          main: true,
        },
        { id: 'b', name: 'Crude', effect: -0.012, ciLow: null, ciHigh: null, text: '', color: 'x', main: false },
      ]}
    />,
  );
  expect(html.indexOf('diamond')).toBeLessThan(html.indexOf('hollow'));
  expect(html.match(/data-part="interval"/gu)).toHaveLength(1);
});
