/** The lookout: an eye above a V. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M3.5 5.5 12 20 20.5 5.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="6.6" r="2.9" fill="currentColor" />
    </svg>
  );
}
