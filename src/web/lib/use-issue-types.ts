import { useQuery } from '@tanstack/react-query';
import { listIssueTypes } from '#contract/issue-type.ts';
import { queryOf } from './query.ts';

const none: readonly string[] = [];

/** The issue types in use here, asked for once somebody wants to choose one. */
export function useIssueTypes(isWanted: boolean): readonly string[] {
  return useQuery({ ...queryOf(listIssueTypes), enabled: isWanted }).data?.items ?? none;
}
