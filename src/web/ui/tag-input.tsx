import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { foldForSearch } from '../lib/fold.ts';
import { only } from '../lib/only.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { Chip } from './chip.tsx';
import { FormField, type FieldProps } from './form-field.tsx';

export type TagInputProps = FieldProps & {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  /** Labels in use, offered while typing. */
  readonly suggestions?: readonly string[];
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** Takes the focus when it appears. */
  readonly hasFocus?: boolean;
};

/**
 * Labels as one types them: Enter or a comma adds, Backspace in the empty box takes the last away.
 * The same label written otherwise (case, marks) is not added twice.
 */
export function TagInput(props: TagInputProps) {
  const {
    tags,
    onChange,
    suggestions = [],
    placeholder = '',
    isDisabled = false,
    label,
    ...frame
  } = props;
  const { hasFocus = false } = props;
  const { isLabelHidden, description, error, isOptional, className } = frame;
  const t = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');

  const add = (text: string) => {
    const tag = text.normalize('NFC').trim();
    setTyped('');
    const isKnown = tags.some((each) => foldForSearch(each) === foldForSearch(tag));
    if (tag !== '' && !isKnown) onChange([...tags, tag]);
  };
  const remove = (tag: string) => {
    onChange(tags.filter((each) => each !== tag));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'Enter' || event.key === ',' || event.key === '،') && typed.trim() !== '') {
      event.preventDefault();
      add(typed);
    }
    const last = tags.at(-1);
    if (event.key === 'Backspace' && typed === '' && last !== undefined) remove(last);
  };

  return (
    <FormField
      id={id}
      label={label}
      {...only({ isLabelHidden, error, isOptional, className })}
      description={description ?? t('common.tag.hint')}
    >
      <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-control border border-control bg-surface px-1 py-0.5 focus-within:border-accent-ink focus-within:outline-2 focus-within:outline-accent-ink pointer-coarse:min-h-10">
        {tags.map((tag) => (
          <Chip key={tag} text={tag} isDisabled={isDisabled} onRemove={() => remove(tag)} />
        ))}
        <input
          ref={input}
          id={id}
          dir="auto"
          autoFocus={hasFocus}
          value={typed}
          disabled={isDisabled}
          list={`${id}-known`}
          aria-describedby={error ? `${id}-error` : `${id}-description`}
          placeholder={tags.length === 0 ? placeholder : ''}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
          className="min-h-6 min-w-24 grow bg-transparent px-1 text-body outline-none placeholder:text-faint pointer-coarse:text-[16px]"
        />
        <datalist id={`${id}-known`}>
          {suggestions.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </div>
    </FormField>
  );
}
