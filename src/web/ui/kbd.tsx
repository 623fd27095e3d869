import { Fragment } from 'react';
import { classNames } from '../lib/class-names.ts';
import { capsOf } from '../lib/key-binding.ts';
import { isMac } from '../lib/use-shortcut.ts';
import { useTranslation } from '../lib/use-translation.tsx';

type KbdProps = {
  /** `j`, `g i`, `Mod+Enter`. */
  readonly binding: string;
  readonly tone?: 'plain' | 'on-accent' | 'on-ink';
};

/** Draws a binding as key caps. Caps keep their order in right-to-left text, as on the keyboard. */
export function Kbd({ binding, tone = 'plain' }: KbdProps) {
  const t = useTranslation();
  return (
    <kbd
      dir="ltr"
      className={classNames(
        'inline-flex items-center gap-0.5 font-sans text-tiny',
        tone === 'plain' && 'text-muted',
        'pointer-coarse:hidden',
      )}
    >
      {capsOf(binding, isMac).map((stroke, index) => (
        <Fragment key={stroke.join()}>
          {index > 0 && <span className="px-0.5">{t('common.shortcuts.then')}</span>}
          {stroke.map((cap) => (
            <span key={cap} className={classNames(capClass, tones[tone])}>
              {cap}
            </span>
          ))}
        </Fragment>
      ))}
    </kbd>
  );
}

const capClass =
  'inline-flex h-4 min-w-4 items-center justify-center rounded-small border px-1 leading-none';
const tones = {
  plain: 'border-line-strong bg-sunken',
  'on-accent': 'border-on-accent/40 text-on-accent',
  'on-ink': 'border-surface/40 text-surface',
};
