import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';

export type AvatarProps = {
  readonly name: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly presence?: 'online' | 'away' | 'offline' | 'do_not_disturb';
  /** When the name stands beside it, the picture says nothing aloud. */
  readonly isDecorative?: boolean;
};

/** The initials of a person, always on the same quiet ground for the same name. */
export function Avatar({ name, size = 'medium', presence, isDecorative = true }: AvatarProps) {
  const t = useTranslation();
  const label = presence === undefined ? name : `${name}, ${t(`common.presence.${presence}`)}`;
  const isSilent = isDecorative && presence === undefined;
  return (
    <span
      {...(isSilent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      className={classNames(
        'relative inline-flex shrink-0 items-center justify-center rounded-full font-medium select-none',
        sizes[size],
        grounds[hashOf(name) % grounds.length],
      )}
    >
      {initialsOf(name)}
      {presence !== undefined && (
        <span
          className={classNames(
            'absolute -end-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface',
            presenceClasses[presence],
          )}
        />
      )}
    </span>
  );
}

/** The first letters of the first and last word; of a Chinese name its last two characters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '')];
  if (/\p{Script=Han}/u.test(first[0] ?? '')) return first.slice(-2).join('');
  // A Thai word may begin with a vowel that is written before its consonant; it is no initial.
  const letterOf = (word: string) => [...word].find((sign) => !/[\u0e40-\u0e44]/u.test(sign)) ?? '';
  const last = words.length > 1 ? letterOf(words.at(-1) ?? '') : '';
  const both = [letterOf(words[0] ?? ''), last].filter((letter) => letter !== '');
  // Arabic letters would join into a syllable that is nobody's name.
  const isJoining = /\p{Script=Arabic}/u.test(both.join(''));
  return both.join(isJoining ? ' ' : '').toLocaleUpperCase();
}

function hashOf(text: string): number {
  let hash = 0;
  for (const sign of text) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 4093;
  return hash;
}

const sizes = {
  small: 'size-5 text-[9px]',
  medium: 'size-7 text-tiny',
  large: 'size-10 text-read',
};
const grounds = [
  'bg-accent-soft text-accent-ink',
  'bg-calm-soft text-calm-ink',
  'bg-pressed text-muted',
  'bg-note text-note-ink',
];
const presenceClasses = {
  online: 'bg-calm',
  away: 'bg-warm',
  offline: 'bg-control',
  do_not_disturb: 'bg-danger',
};
