import { useState } from 'preact/hooks';
import type { WebchatConfig } from '#contract/webchat.ts';
import type { Person } from './chat.ts';
import { Field, isAddress } from './field.tsx';
import type { Words } from './words.ts';

type Props = {
  readonly config: WebchatConfig;
  readonly t: Words;
  readonly onStart: (person: Person, text: string) => void;
};

/** Asks a stranger who they are and what it is about. When nobody is there, an address is needed. */
export function WelcomeForm({ config, t, onStart }: Props) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { isOnline } = config;

  const submit = (event: Event): void => {
    event.preventDefault();
    const address = email.trim();
    if (address === '' && !isOnline) return setProblem(t('widget.emailNeeded'));
    if (address !== '' && !isAddress(address)) return setProblem(t('widget.emailInvalid'));
    setProblem(null);
    if (text.trim() === '') return;
    onStart({ name: name.trim(), email: address === '' ? null : address }, text);
  };

  return (
    <form class="welcome" noValidate onSubmit={submit}>
      <p class="greeting" dir="auto">
        {config.greeting || t('widget.greeting')}
      </p>
      {!isOnline && <p class="note">{t('widget.greetingAway')}</p>}
      <Field
        label={t('widget.optional', { label: t('widget.name') })}
        value={name}
        onInput={setName}
        autocomplete="name"
      />
      <Field
        label={isOnline ? t('widget.optional', { label: t('widget.email') }) : t('widget.email')}
        value={email}
        onInput={setEmail}
        isEmail
        autocomplete="email"
        note={t('widget.emailWhy')}
        problem={problem}
      />
      <Field label={t('widget.message')} value={text} onInput={setText} isLong isFirst />
      <button type="submit" class="main" disabled={text.trim() === ''}>
        {isOnline ? t('widget.start') : t('widget.leaveMessage')}
      </button>
    </form>
  );
}
