import type { TicketState } from '#domain/ticket/ticket.ts';
import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';

type StateMarkProps = { readonly state: TicketState; readonly hasWord?: boolean };

/** How far a ticket is: an empty, half and full circle, a pause, a tick. */
export function StateMark({ state, hasWord = false }: StateMarkProps) {
  const t = useTranslation();
  const word = t(`common.state.${state}`);
  return (
    <span
      {...(!hasWord && { role: 'img', 'aria-label': word, title: word })}
      className="inline-flex min-w-0 items-center gap-1.5"
    >
      <svg
        viewBox="0 0 16 16"
        aria-hidden
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        className={classNames('size-4 shrink-0', tones[state])}
      >
        {shapes[state]}
      </svg>
      {hasWord && <span className="truncate">{word}</span>}
    </span>
  );
}

const ring = <circle cx="8" cy="8" r="6" />;
const disc = <circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none" />;
const tick = <path d="m5.25 8.25 1.9 1.9 3.6-4" stroke="var(--tint-surface)" />;

const shapes = {
  new: <circle cx="8" cy="8" r="6" strokeDasharray="2.2 2.5" />,
  open: (
    <>
      {ring}
      <path d="M8 4.75a3.25 3.25 0 0 1 0 6.5z" fill="currentColor" stroke="none" />
    </>
  ),
  pending: (
    <>
      {ring}
      <path d="M8 5v3.25l2 1.25" />
    </>
  ),
  on_hold: (
    <>
      {ring}
      <path d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  solved: (
    <>
      {disc}
      {tick}
    </>
  ),
  closed: (
    <>
      {disc}
      <path d="m6 6 4 4m0-4-4 4" stroke="var(--tint-surface)" />
    </>
  ),
};

const tones = {
  new: 'text-accent-ink',
  open: 'text-accent-ink',
  pending: 'text-muted',
  on_hold: 'text-muted',
  solved: 'text-calm-ink',
  closed: 'text-faint',
};
