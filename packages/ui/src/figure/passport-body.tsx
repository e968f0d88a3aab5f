import type { Flag, Passport } from '@vigie/kernel';
import { ActionIcon, Anchor, Button, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCertificate, IconCheck, IconCopy, IconRulerMeasure, IconTable, IconX } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../format/format-date.ts';
import { formatInterval, formatQuantity, formatShare, type Unit } from '../format/format-value.ts';
import { useLocale } from '../text/use-locale.ts';
import { useFigureLinks } from './figure-links.tsx';
import { FlagTag } from './flag-tag.tsx';
import { useFlagSentence } from './flag-sentence.ts';
import classes from './passport.module.css';
import type { PassportSubject } from './read-figure.ts';
import { usePhrase } from '../text/use-phrase.ts';
import { useCitation } from './use-citation.ts';

export interface PassportContent {
  readonly text: string | null;
  readonly flags: readonly Flag[];
  readonly interval: readonly [number, number] | null;
  /** The interval as text, where its unit is an indicator's own. */
  readonly intervalText?: string | undefined;
  readonly unit: Unit;
  readonly subject: PassportSubject;
}

interface PassportBodyProps {
  readonly content: PassportContent;
  readonly onClose: () => void;
}

const shortHash = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}…${hash.slice(-4)}`;

/** What the number is, how it was counted, and what it stands on. */
export function PassportBody({ content, onClose }: PassportBodyProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const links = useFigureLinks();
  const { passport, title } = content.subject;
  return (
    <div className={classes['body']}>
      <PassportHead content={content} onClose={onClose} />
      <div className={classes['key']}>
        <span>{content.text ?? t('figure.noValue')}</span>
        {(content.interval !== null || content.intervalText !== undefined) && content.text !== null && (
          <span className={classes['keyInterval']}>
            {content.intervalText ??
              (content.interval !== null &&
                formatInterval(locale, content.interval[0], content.interval[1], content.unit, 2))}
          </span>
        )}
      </div>
      <p className={classes['subject']}>{title}</p>
      <FlagSentences flags={content.flags} />
      <hr />
      <MethodTerms passport={passport} />
      <hr />
      <CountTerms content={content} />
      <hr />
      <OriginTerms passport={passport} />
      <div className={classes['acts']}>
        {content.subject.rowsHref !== undefined && (
          <Button
            component="a"
            href={content.subject.rowsHref}
            variant="default"
            leftSection={<IconTable size={14} stroke={1.75} aria-hidden="true" />}
          >
            {t('passport.rows')}
          </Button>
        )}
        <Button
          component="a"
          href={links.cardHref(passport.metric)}
          variant="default"
          leftSection={<IconRulerMeasure size={14} stroke={1.75} aria-hidden="true" />}
        >
          {t('passport.card')}
        </Button>
      </div>
    </div>
  );
}

function PassportHead({ content, onClose }: PassportBodyProps) {
  const { t } = useTranslation('ui');
  const clipboard = useClipboard({ timeout: 2500 });
  const citation = useCitation(content.subject, content.text ?? t('figure.noValue'));
  const label = clipboard.copied ? t('passport.copied') : t('passport.copy');
  return (
    <div className={classes['head']}>
      <span className={classes['headTitle']}>
        <IconCertificate size={15} stroke={1.75} aria-hidden="true" />
        {t('passport.title')}
      </span>
      <span className={classes['headActs']}>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} onClick={() => clipboard.copy(citation)} size="md">
            {clipboard.copied ? <IconCheck size={15} stroke={2} /> : <IconCopy size={15} stroke={1.75} />}
          </ActionIcon>
        </Tooltip>
        <ActionIcon aria-label={t('passport.close')} onClick={onClose} size="md">
          <IconX size={15} stroke={1.75} />
        </ActionIcon>
      </span>
      <span className="v-hidden" role="status">
        {clipboard.copied ? t('passport.copied') : ''}
      </span>
    </div>
  );
}

function FlagSentences({ flags }: { readonly flags: readonly Flag[] }) {
  const sentence = useFlagSentence();
  if (flags.length === 0) return null;
  return (
    <ul className={classes['flags']}>
      {flags.map((flag) => (
        <li key={`${flag.code}${flag.message}`}>
          <FlagTag flag={flag} />
          <span>{sentence(flag)}</span>
        </li>
      ))}
    </ul>
  );
}

function Terms({ items }: { readonly items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl>
      {items.map(([term, detail]) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function MethodTerms({ passport }: { readonly passport: Passport }) {
  const { t } = useTranslation('ui');
  const phrase = usePhrase();
  const locale = useLocale();
  const zone = passport.period.timeZone === 'Europe/Paris' ? t('passport.paris') : passport.period.timeZone;
  const period = formatPeriod(locale, passport.period.from, passport.period.toExclusive);
  const items: (readonly [string, ReactNode])[] = [
    [
      t('passport.metric'),
      <>
        {passport.metric}{' '}
        <span className="v-ink3">
          {t('passport.version', { version: passport.version, formula: phrase(passport.formula) })}
        </span>
      </>,
    ],
  ];
  if (passport.definition !== null) items.push([t('passport.definition'), passport.definition]);
  items.push([
    t('passport.period'),
    t('passport.periodText', { period, zone, countedBy: phrase(passport.period.countedBy) }),
  ]);
  items.push([t('passport.interval'), phrase(passport.intervalMethod)]);
  return <Terms items={items} />;
}

function CountTerms({ content }: { readonly content: PassportContent }) {
  const { t } = useTranslation('ui');
  const phrase = usePhrase();
  const locale = useLocale();
  const { coverage, choices } = content.subject.passport;
  const { numerator, denominator } = content.subject;
  const count = (n: number): string => formatQuantity(locale, n);
  const items: (readonly [string, ReactNode])[] = [];
  if (numerator != null && denominator != null)
    items.push([
      t('passport.counted'),
      t('passport.countedText', { numerator: count(numerator), denominator: count(denominator) }),
    ]);
  items.push([
    t('passport.rowsRead'),
    <>
      {t('passport.rowsReadText', { read: count(coverage.rowsRead), counted: count(coverage.rowsCounted) })}{' '}
      <span className="v-ink3">({phrase(coverage.unit)})</span>
    </>,
  ]);
  items.push([
    t('passport.leftOut'),
    coverage.leftOut.length === 0
      ? t('passport.nothing')
      : coverage.leftOut.map((part) => (
          <span key={part.reason} className={classes['line']}>
            {count(part.rows)} {phrase(part.reason)}
          </span>
        )),
  ]);
  if (coverage.matchedRatio !== null)
    items.push([
      t('passport.platformKnown'),
      t('passport.platformKnownText', { ratio: formatShare(locale, coverage.matchedRatio, 1) }),
    ]);
  if (choices.length > 0)
    items.push([
      t('passport.choices'),
      choices.map((choice) => (
        <span key={choice.name} className={classes['line']} title={choice.note}>
          {phrase(choice.name)} <b>{phrase(choice.value)}</b>
        </span>
      )),
    ]);
  return <Terms items={items} />;
}

function OriginTerms({ passport }: { readonly passport: Passport }) {
  const { t } = useTranslation('ui');
  const links = useFigureLinks();
  const first = passport.inputs[0];
  const hash = (text: string): ReactNode => (
    <span className={`v-mono v-ink3 ${classes['hash']}`}>{shortHash(text)}</span>
  );
  return (
    <Terms
      items={[
        [
          t('passport.release'),
          <>
            <Anchor href={links.releaseHref(passport.release.number)} inherit underline="always">
              {passport.release.number}
            </Anchor>{' '}
            {hash(passport.release.hash)}
            {passport.release.simulated && <span className={classes['line']}>{t('passport.simulated')}</span>}
          </>,
        ],
        [
          t('passport.inputsLabel'),
          <span key="inputs" title={passport.inputs.map((input) => input.name).join('\n')}>
            {t('passport.inputs', { count: passport.inputs.length })} {first !== undefined && hash(first.sha256)}
          </span>,
        ],
        [t('passport.query'), hash(passport.sqlSha256)],
        [
          t('passport.engine'),
          <>
            {passport.engine}{' '}
            <span className="v-ink3">{t('passport.revision', { revision: passport.codeRevision.slice(0, 12) })}</span>
          </>,
        ],
      ]}
    />
  );
}
