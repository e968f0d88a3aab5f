import type { Flag } from '@vigie/kernel';
import { UnstyledButton } from '@mantine/core';
import { IconRefreshAlert } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInterval, formatValue, type Unit } from '../format/format-value.ts';
import { useLocale } from '../text/use-locale.ts';
import { AbsentValue } from './absent-value.tsx';
import { ChangeMark } from './change-mark.tsx';
import classes from './figure.module.css';
import { FlagTag } from './flag-tag.tsx';
import { useFigureLinks } from './figure-links.tsx';
import { PassportPopover } from './passport-popover.tsx';
import { absenceOf, leadingFlag, type Absence, type PassportSubject } from './read-figure.ts';

export interface FigureProps {
  /** Null is an absence; which one is read from the flags unless `absence` says it. */
  readonly value: number | null;
  readonly unit: Unit | 'screen';
  readonly digits?: number;
  /** The value and its interval as text, where the unit is an indicator's own (`formatEffect`, `formatLevel`). */
  readonly text?: string | undefined;
  readonly intervalText?: string | undefined;
  readonly change?: { readonly value: number; readonly unit: string } | null;
  readonly interval?: readonly [number, number] | null;
  readonly flags?: readonly Flag[];
  /** Show the leading flag beside the value. Lists that write it elsewhere switch it off. */
  readonly showFlag?: boolean;
  readonly absence?: Absence;
  readonly corrected?: { readonly value: number; readonly release: number } | null;
  readonly loading?: boolean;
  readonly size?: 'normal' | 'key' | 'row' | 'quiet';
  readonly align?: 'left' | 'right';
  readonly subject?: PassportSubject | undefined;
}

/** The only way a number reaches a screen: value, direction, interval, one flag, and its passport behind it. */
export function Figure(props: FigureProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  if (props.loading === true)
    return <span className={classes['skeleton']} role="status" aria-label={t('figure.loading')} />;
  const flags = props.flags ?? [];
  const absence = props.absence ?? absenceOf(props.value, flags);
  const unit = props.unit === 'screen' ? 'number' : props.unit;
  const text = props.value === null ? null : (props.text ?? formatValue(locale, props.value, unit, props.digits));
  const flag = props.showFlag === false || absence !== null ? null : leadingFlag(flags);
  const face = text === null || absence !== null ? <AbsentValue absence={absence ?? 'unknown'} /> : text;
  return (
    <span
      className={classes['root']}
      data-size={props.size ?? 'normal'}
      data-align={props.align ?? 'left'}
      data-underline={props.size === 'key' || undefined}
    >
      {props.subject === undefined ? (
        <span className={classes['value']}>{face}</span>
      ) : (
        <FigureButton
          face={face}
          text={text}
          flags={flags}
          interval={props.interval ?? props.subject.interval ?? null}
          intervalText={props.intervalText}
          unit={unit}
          subject={props.subject}
        />
      )}
      {props.change != null && <ChangeMark value={props.change.value} unit={props.change.unit} />}
      {props.interval != null && absence === null && (
        <span className={classes['interval']}>
          {props.intervalText ?? formatInterval(locale, props.interval[0], props.interval[1], unit)}
        </span>
      )}
      {flag !== null && <FlagTag flag={flag} />}
      {props.corrected != null && (
        <span className={classes['tag']} data-tone="amber">
          <IconRefreshAlert size={12} stroke={2} aria-hidden="true" />
          {t('figure.corrected', {
            value: formatValue(locale, props.corrected.value, unit, props.digits),
            release: props.corrected.release,
          })}
        </span>
      )}
    </span>
  );
}

interface FigureButtonProps {
  readonly face: React.ReactNode;
  readonly text: string | null;
  readonly flags: readonly Flag[];
  readonly interval: readonly [number, number] | null;
  readonly intervalText: string | undefined;
  readonly unit: Unit;
  readonly subject: PassportSubject;
}

/** The value as a button: Enter or p opens the passport, r the rows, c the card. */
function FigureButton({ face, text, flags, interval, intervalText, unit, subject }: FigureButtonProps) {
  const { t } = useTranslation('ui');
  const [opened, setOpened] = useState(false);
  const target: RefObject<HTMLButtonElement | null> = useRef(null);
  const links = useFigureLinks();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !links.singleKeys) return;
    if (event.key === 'p') setOpened(true);
    else if (event.key === 'c') links.openCard(subject.passport.metric);
    else if (event.key === 'r' && subject.rowsHref !== undefined) window.location.assign(subject.rowsHref);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <PassportPopover
      opened={opened}
      onClose={() => setOpened(false)}
      target={target}
      content={{ text, flags, interval, intervalText, unit, subject }}
    >
      <UnstyledButton
        ref={target}
        className={classes['value']}
        aria-haspopup="dialog"
        aria-expanded={opened}
        aria-label={t('figure.open', { value: text ?? absentWord(t, flags), title: subject.title })}
        onClick={() => setOpened((was) => !was)}
        onKeyDown={onKeyDown}
      >
        {face}
      </UnstyledButton>
    </PassportPopover>
  );
}

/** The word that stands for a missing value, as it is drawn. */
function absentWord(t: (key: string) => string, flags: readonly Flag[]): string {
  const words = {
    refused: 'figure.refused',
    'no-base': 'figure.noBase',
    'no-cases': 'figure.noCases',
    suppressed: 'figure.suppressed',
    unknown: 'figure.unknown',
  };
  return t(words[absenceOf(null, flags) ?? 'unknown']);
}
