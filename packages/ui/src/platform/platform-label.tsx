import classes from './platform-label.module.css';
import { usePlatformName, usePlatforms } from './platform-context.tsx';
import { MarkShape } from './platform-mark.tsx';

/** Marker and name. The name is always written; colour never stands alone. */
export function PlatformLabel({ code, strong }: { readonly code: string; readonly strong?: boolean }) {
  const { styleOf } = usePlatforms();
  const name = usePlatformName();
  const style = styleOf(code);
  return (
    <span className={classes['label']} data-strong={strong === true || undefined}>
      <svg width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true">
        <MarkShape mark={style.mark} color={style.color} r={4} />
      </svg>
      {name(code)}
    </span>
  );
}
