import type { PlatformStyle } from './platform-style.ts';

/** The marker alone, centred on (0, 0); `r` is half its size. */
export function MarkShape({
  mark,
  color,
  r,
}: {
  readonly mark: PlatformStyle['mark'];
  readonly color: string;
  readonly r: number;
}) {
  if (mark === 'circle') return <circle r={r} fill={color} />;
  if (mark === 'triangle') return <path d={`M0 ${-r * 1.15}L${r * 1.15} ${r * 0.9}H${-r * 1.15}Z`} fill={color} />;
  if (mark === 'square') return <rect x={-r * 0.9} y={-r * 0.9} width={r * 1.8} height={r * 1.8} fill={color} />;
  if (mark === 'diamond') return <path d={`M0 ${-r * 1.3}L${r * 1.3} 0L0 ${r * 1.3}L${-r * 1.3} 0Z`} fill={color} />;
  if (mark === 'cross')
    return <path d={`M${-r} 0H${r}M0 ${-r}V${r}`} stroke={color} strokeWidth={r * 0.8} fill="none" />;
  return <circle r={r * 0.85} fill="none" stroke={color} strokeWidth={1.5} />;
}
