import { useState } from 'preact/hooks';
import type { Chat, ChatState } from './chat.ts';
import { Field, isAddress } from './field.tsx';
import type { Words } from './words.ts';

type Props = { readonly chat: Chat; readonly state: ChatState; readonly t: Words };

/** While nobody is there and no address is known, offers to send the answer by mail. */
export function MailOffer({ chat, state, t }: Props) {
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isKept, setKept] = useState(false);
  const { visitor, config } = state;
  if (isKept)
    return (
      <p class="offer note" role="status">
        {t('widget.mailKept')}
      </p>
    );
  if (visitor === null || visitor.hasEmail || config.isOnline) return null;

  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isAddress(email.trim())) return setProblem(t('widget.emailInvalid'));
    chat.leaveAddress(email.trim()).then(
      () => setKept(true),
      () => setProblem(t('widget.failed')),
    );
  };
  return (
    <form class="offer" noValidate onSubmit={submit}>
      <Field
        label={t('widget.mailMe')}
        value={email}
        onInput={setEmail}
        isEmail
        autocomplete="email"
        problem={problem}
      />
      <button type="submit" class="main" disabled={email.trim() === ''}>
        {t('widget.save')}
      </button>
    </form>
  );
}
