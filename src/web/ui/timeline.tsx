import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { useFormat } from '../lib/format.ts';
import { only } from '../lib/only.ts';
import { useTranslation } from '../lib/use-translation.tsx';

/** The past and the future of a ticket, in one list. */
export function Timeline({
  children,
  label,
}: {
  readonly children: ReactNode;
  readonly label?: string;
}) {
  const t = useTranslation();
  return (
    <ol aria-label={label ?? t('common.timeline')} className="m-0 flex list-none flex-col p-0">
      {children}
    </ol>
  );
}

export type TimelineMessageProps = {
  readonly kind: 'customer' | 'agent' | 'note';
  readonly at: string;
  readonly author: ReactNode;
  readonly avatar?: ReactNode;
  /** BCP 47, so that the right fonts and the right voice are used. */
  readonly language?: string;
  /** Beside the time: channel, sent, failed. */
  readonly marks?: ReactNode;
  readonly children: ReactNode;
};

/**
 * Words: the customer's at the start, an agent's at the end, or an internal note, which looks
 * unlike both.
 */
export function TimelineMessage(props: TimelineMessageProps) {
  const { kind, at, author, avatar, language, marks, children } = props;
  return (
    <li className={classNames('flex gap-3 px-4 py-2', kind !== 'customer' && 'flex-row-reverse')}>
      <span className="w-7 shrink-0 pt-1">{avatar}</span>
      <div
        className={classNames(
          'max-w-160 min-w-0 rounded-card border px-3 py-2 desk:max-w-[85%]',
          kind === 'note' && 'border-transparent bg-note',
          kind === 'customer' && 'border-line bg-surface',
          kind === 'agent' && 'border-transparent bg-sunken',
        )}
      >
        <div
          className={classNames(
            'flex flex-wrap items-baseline gap-x-2 text-small',
            kind === 'note' ? 'text-note-ink' : 'text-muted',
          )}
        >
          <span className={classNames('font-medium', kind !== 'note' && 'text-ink')}>{author}</span>
          <TimelineTime at={at} />
          {marks}
        </div>
        <div
          dir="auto"
          {...(language !== undefined && { lang: language })}
          className={classNames(
            'text-read text-pretty wrap-anywhere',
            kind === 'note' && 'text-note-ink',
          )}
        >
          {children}
        </div>
      </div>
    </li>
  );
}

export type TimelineEntryProps = {
  readonly at: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  /** Below the line: the reason, the brief. */
  readonly detail?: ReactNode;
  /** `turn` for what changes the case, such as an escalation; `future` for what has not happened. */
  readonly weight?: 'plain' | 'turn' | 'future';
  /** In place of the time of day, where the day is not the one above: "tomorrow 09:00". */
  readonly when?: string;
};

/** What happened, or will: one line with its icon on the rail. */
export function TimelineEntry({
  at,
  icon,
  children,
  detail,
  weight = 'plain',
  when,
}: TimelineEntryProps) {
  return (
    <li className="relative flex gap-3 px-4 py-1">
      <span
        aria-hidden
        className={classNames(
          'flex size-7 shrink-0 items-center justify-center rounded-full [&>svg]:size-3.5',
          entryTones[weight],
        )}
      >
        {icon}
      </span>
      <div
        className={classNames(
          'min-w-0 grow pt-1',
          weight === 'turn' ? 'font-medium text-ink' : 'text-muted',
        )}
      >
        <span className="wrap-anywhere">{children}</span>{' '}
        <span className="text-small font-normal text-faint">
          <TimelineTime at={at} {...only({ when })} />
        </span>
        {detail && <div className="pt-1 font-normal text-muted">{detail}</div>}
      </div>
    </li>
  );
}

/** A line across with words on it: a new day, "now", "what happens next". */
export function TimelineDivider({ children }: { readonly children: ReactNode }) {
  return (
    <li className="flex items-center gap-3 px-4 py-2 text-small font-medium text-faint">
      <span aria-hidden className="h-px grow bg-line" />
      <span>{children}</span>
      <span aria-hidden className="h-px grow bg-line" />
    </li>
  );
}

function TimelineTime({ at, when }: { readonly at: string; readonly when?: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {when ?? format.time(at)}
    </time>
  );
}

const entryTones = {
  plain: 'text-faint',
  turn: 'bg-accent-soft text-accent-ink',
  future: 'border border-dashed border-control text-muted',
};
