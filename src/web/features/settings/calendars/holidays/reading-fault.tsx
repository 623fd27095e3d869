import { ApiProblem } from '../../../../lib/api-problem.ts';
import { problemText } from '../../../../lib/problem-text.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';
import { Banner } from '../../../../ui/banner.tsx';
import { ProblemList, type ShownProblem } from '../../problem-list.tsx';

/** Why nothing could be read: each fault of a file with its line, or what the address answered. */
export function ReadingFault({ error }: { readonly error: Error }) {
  const t = useTranslation();
  const fields = error instanceof ApiProblem ? error.fields : [];
  const problems = fields.flatMap(({ path, code, message }): ShownProblem[] => {
    const key = `holiday.problem.${code}`;
    const line = /^lines\.(\d+)$/.exec(path)?.[1];
    if (!t.has(key) || line === undefined) return [];
    return [
      {
        key: `${path} ${code}`,
        place: t('holiday.line', { line }),
        text: t(key, { value: message }),
        severity: 'error',
      },
    ];
  });
  // The server's own sentence says which of many things went wrong between two machines.
  const isOfNetwork = error instanceof ApiProblem && error.code === 'holiday_address_unreadable';
  return (
    <>
      <Banner tone="bad">
        {problemText(t, error)}
        {isOfNetwork && <bdi> ({error.message})</bdi>}
      </Banner>
      <ProblemList problems={problems} />
    </>
  );
}
