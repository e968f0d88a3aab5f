import type { Figure } from '@vigie/kernel';
import { EmptyState, ErrorState, FlagTag, LoadingState, useFlagSentence, type LoadingStateProps } from '@vigie/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, toProblem } from '../../../api/problem.ts';
import type { FigureQuery } from '../../../api/use-figure.ts';
import classes from './common.module.css';

interface FigureAnswerProps {
  readonly query: FigureQuery;
  readonly shape: LoadingStateProps['shape'];
  readonly rows?: number;
  readonly children: (figure: Figure) => ReactNode;
}

/** A figure on its way, refused, failed, empty, or there: five looks. */
export function FigureAnswer({ query, shape, rows, children }: FigureAnswerProps) {
  const { t } = useTranslation();
  if (query.data === undefined && query.error === null)
    return <LoadingState shape={shape} {...(rows === undefined ? {} : { rows })} />;
  if (query.error !== null && isRefusal(query.error)) {
    const problem = toProblem(query.error, '');
    return (
      <EmptyState title={t('shell.error.refused')}>
        {problem.message} {problem.cure}
      </EmptyState>
    );
  }
  if (query.error !== null)
    return (
      <ErrorState problem={toProblem(query.error, t('shell.error.figure'))} onRetry={() => void query.refetch()} />
    );
  const figure = query.data;
  if (figure === undefined) return null;
  if (figure.rows.length === 0) return <RefusedFigure figure={figure} />;
  return (
    <div data-stale={query.isPlaceholderData || undefined} className={classes['answer']} aria-busy={query.isFetching}>
      {children(figure)}
    </div>
  );
}

/** A figure without rows: its flags say why. */
function RefusedFigure({ figure }: { readonly figure: Figure }) {
  const { t } = useTranslation();
  const sentence = useFlagSentence();
  const reasons = figure.flags.filter((flag) => flag.severity === 'refuse');
  return (
    <EmptyState title={t('shell.error.refused')}>
      {(reasons.length > 0 ? reasons : figure.flags).map((flag) => (
        <p key={flag.message} className={classes['reason']}>
          <FlagTag flag={flag} /> {sentence(flag)}
        </p>
      ))}
    </EmptyState>
  );
}
