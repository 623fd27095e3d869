import { Plus, X } from 'lucide-react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Person } from './draft.ts';
import type { Setup } from './use-setup.ts';

const peopleMax = 20;

/** Colleagues who take over. Nobody is an answer too: then it is the one who answers. */
export function SecondLineStep({ setup }: { readonly setup: Setup }) {
  const t = useTranslation();
  const people = setup.draft.secondLine;
  const put = (secondLine: readonly Person[]) => setup.change({ secondLine });
  return (
    <div className="flex flex-col items-start gap-3">
      {people.map((person, index) => (
        <div key={index} className="flex w-full items-end gap-2">
          <TextField
            label={t('common.name')}
            isLabelHidden={index > 0}
            autoFocus={person.name === ''}
            isRequired={person.email !== ''}
            className="grow basis-0"
            value={person.name}
            onChange={(name) => put(people.with(index, { ...person, name }))}
          />
          <TextField
            label={t('common.email')}
            isLabelHidden={index > 0}
            type="email"
            isRequired={person.name !== ''}
            className="grow basis-0"
            value={person.email}
            onChange={(email) => put(people.with(index, { ...person, email }))}
          />
          <IconButton
            label={t('common.remove')}
            icon={<X />}
            onPress={() => put(people.filter((_, each) => each !== index))}
          />
        </div>
      ))}
      {people.length < peopleMax && (
        <Button icon={<Plus />} onPress={() => put([...people, { name: '', email: '' }])}>
          {t('setup.secondLine.add')}
        </Button>
      )}
      {people.length === 0 && <p className="text-muted">{t('setup.secondLine.nobody')}</p>}
    </div>
  );
}
