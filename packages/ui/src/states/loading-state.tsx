import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localNumber } from '../format/locale.ts';
import { useLocale } from '../text/use-locale.ts';
import classes from './states.module.css';

export interface LoadingStateProps {
  /** The final shape, so that nothing jumps when the data comes. */
  readonly shape?: 'finding' | 'table' | 'chart' | 'map' | 'lines';
  readonly rows?: number;
}

const bones = (shape: LoadingStateProps['shape'], rows: number): readonly (readonly [string, number])[] => {
  if (shape === 'finding')
    return [
      ['min(100%, 720px)', 24],
      ['min(70%, 460px)', 24],
      ['100%', 74],
    ];
  if (shape === 'chart') return [['100%', 240]];
  if (shape === 'map') return [['100%', 380]];
  const height = shape === 'table' ? 36 : 12;
  return Array.from(
    { length: rows },
    (_, i) => [shape === 'table' ? '100%' : `${92 - ((i * 17) % 40)}%`, height] as const,
  );
};

/** A skeleton of what comes, then the seconds it takes. */
export function LoadingState({ shape = 'lines', rows = 4 }: LoadingStateProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const started = performance.now();
    const timer = setInterval(() => setSeconds((performance.now() - started) / 1000), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={classes['skeleton']} role="status" aria-busy="true" aria-label={t('state.loading')}>
      {bones(shape, rows).map(([width, height], index) => (
        // Bones have no identity of their own.
        <span key={index} className={classes['bone']} style={{ width, height }} />
      ))}
      {seconds >= 1 && (
        <span className={classes['wait']}>
          {t('state.loadingSince', {
            what: t('state.loading'),
            seconds: localNumber(locale, seconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
          })}
        </span>
      )}
    </div>
  );
}
