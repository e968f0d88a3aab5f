import { Timeline } from '@mantine/core';
import { formatDay, formatInstant, formatMonth, useLocale } from '@vigie/ui';
import {
  IconBellRinging,
  IconCalendar,
  IconCircleCheck,
  IconFlag,
  IconHistory,
  IconMessage,
  IconRotate,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, CaseEvent } from './case-types.ts';
import own from './cases.module.css';

const ICONS: Readonly<Record<CaseEvent['kind'], typeof IconFlag>> = {
  OPENED: IconFlag,
  RED_MONTH: IconFlag,
  ALARM: IconBellRinging,
  RESTATED: IconHistory,
  OWNER: IconUser,
  DUE_DATE: IconCalendar,
  ROOT_CAUSE: IconSearch,
  NOTE: IconMessage,
  CLOSED: IconCircleCheck,
  REOPENED: IconRotate,
};

/** Everything that happened, oldest first; never changed afterwards. */
export function CaseTimeline({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <Timeline active={detail.events.length} bulletSize={22} lineWidth={1} className={own['timeline']}>
      {detail.events.map((event) => {
        const Icon = ICONS[event.kind];
        return (
          <Timeline.Item
            key={event.seq}
            bullet={<Icon size={12} stroke={2} aria-hidden="true" className={own['bullet'] ?? ''} />}
            title={<EventTitle event={event} />}
          >
            {event.note !== null && <p className={own['eventNote']}>{event.note}</p>}
            <small className="v-ink3">
              {formatInstant(locale, event.at)} UTC ·{' '}
              {event.actor.kind === 'job' ? t('access.event.byJob') : event.actor.name}
            </small>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

/** What changed, from what to what. */
function EventTitle({ event }: { readonly event: CaseEvent }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const told = (side: CaseEvent['after'], field: string): string | null => {
    const value = side?.[field];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  const kindOf = (field: string): string | null => {
    const value = event.after?.[field];
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? value['kind'] : value;
    return typeof kind === 'string' ? kind : null;
  };
  const month = told(event.after, 'month') ?? told(event.after, 'lastMonth');
  const due = told(event.after, 'dueOn');
  const cause = kindOf('rootCause');
  const outcome = kindOf('outcome');
  const detail =
    event.kind === 'OWNER'
      ? (told(event.after, 'owner') ?? t('access.case.nobody'))
      : event.kind === 'DUE_DATE' && due !== null
        ? formatDay(locale, due)
        : event.kind === 'ROOT_CAUSE' && cause !== null
          ? t(`access.cause.${cause}`, cause)
          : event.kind === 'CLOSED' && outcome !== null
            ? t(`access.outcome.${outcome}`, outcome)
            : month !== null && /^\d{4}-\d{2}$/u.test(month)
              ? formatMonth(locale, `${month}-01`)
              : null;
  return (
    <span className={own['eventTitle']}>
      {t(`access.event.${event.kind}`)}
      {detail !== null && <span className="v-ink2">{`: ${detail}`}</span>}
    </span>
  );
}
