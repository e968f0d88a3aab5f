import type { FigureRow } from '@vigie/kernel';
import { formatShare, numberOf, Tag, textOf, useLocale, usePlatformName } from '@vigie/ui';
import { useTranslation } from 'react-i18next';
import classes from './requests.module.css';

/** Why, in the words given; whose decision it was; and, of a refusal without a reason, that there is none. */
export function Reason({ row }: { readonly row: FigureRow }) {
  const { t } = useTranslation();
  const code = textOf(row, 'reasonCode');
  const text = textOf(row, 'reasonText');
  const by = textOf(row, 'imposedBy');
  const missing = row['reasoned'] === false;
  if (code === '' && text === '') return missing ? <Tag tone="amber">{t('access.requests.unreasoned')}</Tag> : <>–</>;
  const under = [
    code !== '' && text !== '' ? t(`access.reason.${code}`, code) : '',
    by === '' ? '' : t(`access.imposedBy.${by}`, by),
  ].filter((part) => part !== '');
  return (
    <span className={classes['reason']}>
      {text === '' ? t(`access.reason.${code}`, code) : text}
      {under.length > 0 && <small>{under.join(' · ')}</small>}
      {missing && <Tag tone="amber">{t('access.requests.unreasoned')}</Tag>}
    </span>
  );
}

/** How much of what was asked was delivered, and whether a machine can read it. */
export function Delivered({ row }: { readonly row: FigureRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const share = numberOf(row, 'completeness');
  if (share === null) return <>–</>;
  return (
    <span className={classes['reason']}>
      {formatShare(locale, share, 0)}
      {textOf(row, 'format') !== '' && (
        <small>
          {textOf(row, 'format')}
          {row['machineReadable'] === false && ` · ${t('access.requests.notReadable')}`}
        </small>
      )}
    </span>
  );
}

/** One of the comparable requests that were granted, as the register writes it: number, requester, working days. */
const GRANTED = /^(\S+) \((\S+), working days: (\d+)\)$/u;

/** Requests that compare with this one, and which of them were granted, to whom and how fast. */
export function Comparable({ row }: { readonly row: FigureRow }) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const list = textOf(row, 'comparable');
  if (list === '') return <>–</>;
  const granted = textOf(row, 'comparableGranted')
    .split(/, (?=\S+ \()/u)
    .filter((item) => item !== '')
    .map((item) => {
      const [, id, requester, days] = GRANTED.exec(item) ?? [];
      return id === undefined || requester === undefined
        ? item
        : t('access.requests.granted', { requester: nameOf(requester), count: Number(days) });
    });
  return (
    <span className={classes['reason']}>
      <span className={`v-mono ${classes['ids'] ?? ''}`}>{list}</span>
      <small>{granted.length === 0 ? t('access.requests.noneGranted') : granted.join('\u202F; ')}</small>
    </span>
  );
}
