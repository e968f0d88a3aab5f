/** A hash short enough for a row; whole on hover and when copied by hand from its page. */
export function Hash({ value, whole }: { readonly value: string; readonly whole?: boolean }) {
  const short = `${value.slice(0, 4)} ${value.slice(4, 8)}…${value.slice(-4)}`;
  return (
    <span className="v-mono v-ink3" title={value} style={{ overflowWrap: 'anywhere' }}>
      {whole === true ? value : short}
    </span>
  );
}
