import { Check, Plus, Search } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { SearchField } from 'react-aria-components/SearchField';
import { foldForSearch } from '../lib/fold.ts';
import { only } from '../lib/only.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { itemClass, popoverClass } from './option.tsx';

export type Choice = {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly isChosen?: boolean;
};

export type ChoiceMenuProps = {
  readonly trigger: ReactElement;
  readonly label: string;
  readonly groups: readonly { readonly title: string; readonly choices: readonly Choice[] }[];
  readonly onChoose: (id: string) => void;
  /** Offered last, for what was typed, where a choice may also be one that is not there yet. */
  readonly own?: {
    readonly say: (typed: string) => string;
    readonly take: (typed: string) => void;
  };
  readonly lengthMax?: number;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
};

/** Many choices behind one button, found by typing: people, teams, labels. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  const { trigger, label, groups, onChoose, own, lengthMax, isOpen, onOpenChange } = props;
  const t = useTranslation();
  const [input, setInput] = useState('');
  const typed = input.normalize('NFC').trim();
  const isKnown = groups.some(({ choices }) =>
    choices.some((choice) => foldForSearch(choice.label) === foldForSearch(typed)),
  );
  const leave = () => {
    onOpenChange(false);
    setInput('');
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={(next) => (next ? onOpenChange(true) : leave())}>
      {trigger}
      <Popover placement="bottom start" offset={4} className={popoverClass}>
        <Dialog aria-label={label} className="flex w-72 flex-col outline-none">
          <Autocomplete filter={matches} onInputChange={setInput}>
            <SearchField aria-label={label} autoFocus className="relative flex items-center">
              <Search
                aria-hidden
                className="pointer-events-none absolute start-3 size-4 text-faint"
              />
              <Input
                dir="auto"
                {...only({ maxLength: lengthMax })}
                placeholder={t(own === undefined ? 'common.search' : 'common.searchOrType')}
                className="h-9 w-full border-b border-line bg-transparent ps-9 pe-3 text-body outline-none placeholder:text-faint pointer-coarse:h-11 pointer-coarse:text-[16px] [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            <Menu
              aria-label={label}
              className="max-h-80 overflow-y-auto p-1 outline-none"
              renderEmptyState={() => (
                <p className="px-2 py-1.5 text-muted">{t('common.noResults')}</p>
              )}
            >
              {groups
                .filter((group) => group.choices.length > 0)
                .map((group) => (
                  <MenuSection key={group.title} id={group.title}>
                    <Header className="px-2 pt-1 pb-0.5 text-tiny font-medium text-faint">
                      {group.title}
                    </Header>
                    {group.choices.map((choice) => (
                      <ChoiceRow
                        key={choice.id}
                        choice={choice}
                        onChoose={() => {
                          leave();
                          onChoose(choice.id);
                        }}
                      />
                    ))}
                  </MenuSection>
                ))}
              {own !== undefined && typed !== '' && !isKnown && (
                <OwnRow
                  key={typed}
                  typed={typed}
                  label={own.say(typed)}
                  onTake={() => {
                    leave();
                    own.take(typed);
                  }}
                />
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function ChoiceRow(props: { readonly choice: Choice; readonly onChoose: () => void }) {
  const { choice, onChoose } = props;
  return (
    <MenuItem
      id={choice.id}
      textValue={`${choice.label} ${choice.description ?? ''}`}
      onAction={onChoose}
      className={itemClass}
    >
      {choice.icon}
      <span className="min-w-0 grow">
        <span className="block truncate">
          <bdi>{choice.label}</bdi>
        </span>
        {choice.description !== undefined && (
          <span className="block truncate text-small text-muted">
            <bdi>{choice.description}</bdi>
          </span>
        )}
      </span>
      {choice.isChosen && <Check aria-hidden className="size-4 shrink-0 text-accent-ink" />}
    </MenuItem>
  );
}

/** What was typed itself. It is found by any of its letters, so it stays while one types on. */
function OwnRow(props: {
  readonly typed: string;
  readonly label: string;
  readonly onTake: () => void;
}) {
  return (
    <MenuItem
      id={`own ${props.typed}`}
      textValue={props.typed}
      onAction={props.onTake}
      className={itemClass}
    >
      <Plus aria-hidden className="size-4 shrink-0 text-muted" />
      <span dir="auto" className="min-w-0 grow truncate">
        {props.label}
      </span>
    </MenuItem>
  );
}

function matches(text: string, typed: string): boolean {
  return foldForSearch(text).includes(foldForSearch(typed));
}
