import type { Escalation } from '#contract/escalation.ts';
import { useTranslation } from '../../lib/use-translation.tsx';

/** What came back: the words of whoever handed back or solved last. */
export function AnswerText({ escalation }: { readonly escalation: Escalation }) {
  const t = useTranslation();
  const hop = escalation.hops.findLast(({ words }) => words !== null && words !== '');
  if (hop === undefined) return null;
  const name = hop.endedBy?.name ?? null;
  return (
    <figure className="m-0 rounded-control bg-calm-soft px-3 py-2 text-calm-ink">
      <figcaption className="text-small font-medium">
        {name === null ? t('escalation.answer') : t('escalation.answer.by', { name })}
      </figcaption>
      <blockquote
        dir="auto"
        className="m-0 max-h-[30vh] overflow-y-auto text-read whitespace-pre-wrap wrap-anywhere"
      >
        {hop.words}
      </blockquote>
    </figure>
  );
}
