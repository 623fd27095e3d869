import type { Message } from '#contract/message.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';

/** Of no consequence for who reads: the mail is whole. */
const harmless = ['no_message_id'];

/** When a mail could not be read as it was meant: in what way, and the raw mail itself. */
export function MessageProblems({ message }: { readonly message: Message }) {
  const t = useTranslation();
  const problems = message.problems.filter((code) => !harmless.includes(code));
  if (problems.length === 0) return null;
  const words = problems.flatMap((code) => {
    const key = `ticket.problem.${code}`;
    return t.has(key) ? [t(key)] : [];
  });
  return (
    <div className="my-1 text-body">
      <Banner
        tone="warning"
        actions={
          message.rawUrl !== null && (
            <a href={message.rawUrl} download className="underline underline-offset-2">
              {t('ticket.problem.raw')}
            </a>
          )
        }
      >
        {words.length === 0 ? t('ticket.problem.other') : words.join(' ')}
      </Banner>
    </div>
  );
}
