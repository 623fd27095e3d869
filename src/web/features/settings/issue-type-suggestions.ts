import { builtInIssueTypes } from '#domain/matrix/defaults.ts';
import { useIssueTypes } from '../../lib/use-issue-types.ts';

/** What to offer where a matrix or a policy asks for issue types: those in use, and the usual ones. */
export function useIssueTypeSuggestions(): readonly string[] {
  return [...new Set([...useIssueTypes(true), ...builtInIssueTypes])].toSorted();
}
