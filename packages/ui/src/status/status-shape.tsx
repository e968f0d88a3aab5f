import type { Verdict } from './verdict.ts';

const SHEET = 'var(--v-sheet)';

/** One shape per verdict, so that none needs its colour. Drawn in a box of 16 in the current colour. */
function draw(verdict: Verdict) {
  switch (verdict) {
    case 'RED':
      return (
        <>
          <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
          <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke={SHEET} strokeWidth="1.8" strokeLinecap="round" />
        </>
      );
    case 'AMBER':
      return (
        <>
          <path
            d="M8 1.4 15.2 14H.8z"
            fill="currentColor"
            stroke="currentColor"
            strokeWidth="1.2"
            strokeLinejoin="round"
          />
          <path d="M8 6v3.6" stroke={SHEET} strokeWidth="1.8" strokeLinecap="round" />
          <circle cx="8" cy="12" r="1" fill={SHEET} />
        </>
      );
    case 'GREEN':
      return (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path
            d="M4.8 8.3 7 10.4l4.2-4.6"
            fill="none"
            stroke={SHEET}
            strokeWidth="1.8"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      );
    case 'INSUFFICIENT':
      return (
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.4 2.4" />
      );
    case 'INCONCLUSIVE':
      return (
        <>
          <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path
            d="M4.4 8.9c1-1.8 2.3-1.8 3.6-.9s2.6.9 3.6-.9"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
          />
        </>
      );
    case 'MEASUREMENT_FAILURE':
    case 'UNALIGNED':
      return (
        <>
          <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="2" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path
            d="M3.4 8h2.2l1.2-3.2M9 11.6 10.4 8h2.2"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      );
    case 'DUPLICATE_LISTING':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.4">
          <rect x="1.6" y="4.8" width="9.4" height="9.4" rx="1.6" />
          <path d="M5 1.8h7.6a1.6 1.6 0 0 1 1.6 1.6V11" strokeLinecap="round" />
        </g>
      );
    case 'NO_EVENT':
      return <path d="M4 8h8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />;
    case 'NO_DATA':
      return (
        <>
          <rect
            x="2"
            y="2"
            width="12"
            height="12"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
            strokeDasharray="1.5 1.9"
          />
          <path d="M6 10l4-4" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
        </>
      );
    case 'REFUSED':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.5">
          <circle cx="8" cy="8" r="6.2" />
          <path d="M3.8 3.8l8.4 8.4" />
        </g>
      );
    case 'WATCHED':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.4">
          <path d="M1.4 8S4 3.6 8 3.6 14.6 8 14.6 8 12 12.4 8 12.4 1.4 8 1.4 8z" strokeLinejoin="round" />
          <circle cx="8" cy="8" r="1.9" />
        </g>
      );
  }
}

/** The shape of a verdict. Hidden from readers: the word always stands beside it. */
export function StatusShape({ verdict, size = 14 }: { readonly verdict: Verdict; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" data-shape={verdict}>
      {draw(verdict)}
    </svg>
  );
}
