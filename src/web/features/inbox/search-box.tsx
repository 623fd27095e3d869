import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { InboxPlace } from './use-inbox-place.ts';

const typingPauseMs = 150;

/** Finds as one types; what is sought stands in the address. */
export function SearchBox({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const sought = place.search.q ?? '';
  const [typed, setTyped] = useState(sought);
  const [known, setKnown] = useState(sought);
  if (known !== sought) {
    // The address changed by itself (Back, another view): the box follows it.
    setKnown(sought);
    if (typed.trim() !== sought) setTyped(sought);
  }
  const seek = useEffectEvent((text: string) => {
    if (text === sought) return;
    const { q: _q, ...others } = place.search;
    place.changeSearch(text === '' ? others : { ...others, q: text });
  });
  useEffect(() => {
    const timer = setTimeout(() => seek(typed.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  useShortcut({ id: 'list.search', keys: '/', label: 'inbox.key.search', scope: 'list' }, () =>
    input.current?.select(),
  );
  return (
    <div className="relative">
      <TextField
        label={t('inbox.search')}
        isLabelHidden
        type="search"
        placeholder={t('inbox.search')}
        icon={<Search />}
        inputRef={input}
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setTyped('');
          input.current?.blur();
        }}
        className="[&_input::-webkit-search-cancel-button]:hidden [&>div]:pe-8"
      />
      {typed !== '' && (
        <IconButton
          size="small"
          label={t('common.search.clear')}
          icon={<X />}
          onPress={() => {
            setTyped('');
            input.current?.focus();
          }}
          className="absolute end-1 top-1 pointer-coarse:top-0"
        />
      )}
    </div>
  );
}
