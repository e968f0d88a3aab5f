import { ErrorState } from '@vigie/ui';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem.ts';

/** The boundary around every screen: what broke, a way on, and a code to report. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return <ErrorState problem={toProblem(error, t('shell.error.title'))} onRetry={reset} />;
}
