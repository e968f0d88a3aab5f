import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconEyeOff, IconInbox, IconList, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/format-value.ts';
import { useLocale } from '../text/use-locale.ts';
import classes from './states.module.css';

/** Why there is nothing, and the next act. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes['box']} data-kind="empty">
      <IconInbox size={18} stroke={1.75} aria-hidden="true" />
      <span className={classes['title']}>{props.title}</span>
      {props.children !== undefined && <div className={classes['text']}>{props.children}</div>}
      {props.action !== undefined && <div className={classes['acts']}>{props.action}</div>}
    </div>
  );
}

export interface Problem {
  readonly title: string;
  readonly message: string;
  readonly cure?: string | null;
  readonly reportCode: string;
  /** What “Copy report” puts on the clipboard. */
  readonly report: string;
}

/** What, where, what to do, and a code to report. */
export function ErrorState({
  problem,
  onRetry,
}: {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t } = useTranslation('ui');
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <div className={classes['box']} data-kind="error" role="alert">
      <span className={classes['title']}>
        <IconPlugConnectedX size={16} stroke={1.75} aria-hidden="true" />
        {problem.title}
      </span>
      <p className={classes['text']}>{[problem.message, problem.cure].filter(Boolean).join(' ')}</p>
      <div className={classes['acts']}>
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            {t('state.tryAgain')}
          </Button>
        )}
        <Button variant="default" onClick={() => clipboard.copy(problem.report)}>
          {clipboard.copied ? t('state.reportCopied') : t('state.copyReport', { code: problem.reportCode })}
        </Button>
      </div>
    </div>
  );
}

/** Hidden by a rule: which one, and that a second cell may hide the first. */
export function SuppressedState(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={classes['box']} data-kind="suppressed">
      <IconEyeOff size={18} stroke={1.75} aria-hidden="true" />
      <span className={classes['title']}>{props.title}</span>
      <div className={classes['text']}>{props.children}</div>
    </div>
  );
}

/** A list that stops before its end says so, and lets one go on. */
export function CutNotice(props: { readonly shown: number; readonly total: number; readonly children?: ReactNode }) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  return (
    <div className={classes['cut']}>
      <IconList size={14} stroke={1.75} aria-hidden="true" />
      <span>
        {t('state.cut', { shown: formatCount(locale, props.shown), total: formatCount(locale, props.total) })}
      </span>
      {props.children}
    </div>
  );
}
