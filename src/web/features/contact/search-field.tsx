import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useShortcut } from '../../lib/use-shortcut.ts';
import { TextField } from '../../ui/text-field.tsx';

type SearchFieldProps = {
  readonly label: string;
  /** What the address says is sought. */
  readonly sought: string;
  readonly onSeek: (text: string) => void;
};

const typingPauseMs = 150;

/** Finds as one types, a moment after the last key. */
export function SearchField({ label, sought, onSeek }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(sought);
  const seek = useEffectEvent((text: string) => {
    if (text !== sought) onSeek(text);
  });
  useEffect(() => {
    const timer = setTimeout(() => seek(typed.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  useShortcut({ id: 'contact.search', keys: '/', label: 'common.search', scope: 'list' }, () =>
    input.current?.select(),
  );
  return (
    <TextField
      isLabelHidden
      type="search"
      className="grow"
      label={label}
      placeholder={label}
      icon={<Search />}
      inputRef={input}
      value={typed}
      onChange={setTyped}
    />
  );
}
