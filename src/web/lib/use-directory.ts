import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Directory, readDirectory } from '#contract/directory.ts';
import type { Presence } from '#domain/people/directory.ts';
import { queryOf } from './query.ts';

const nobody: Directory = { agents: [], teams: [], channels: [] };

/** Everyone and every team of the workspace, kept for five minutes; empty until it is here. */
export function useDirectory() {
  const directory = useQuery({ ...queryOf(readDirectory), staleTime: 5 * 60_000 }).data ?? nobody;
  return useMemo(() => {
    const agents = new Map(directory.agents.map((agent) => [agent.id, agent]));
    const teams = new Map(directory.teams.map((team) => [team.id, team]));
    return {
      agents: directory.agents,
      teams: directory.teams,
      channels: directory.channels,
      agentName: (id: string): string | null => agents.get(id)?.name ?? null,
      teamName: (id: string): string | null => teams.get(id)?.name ?? null,
      presenceOf: (agentId: string): Presence | null => agents.get(agentId)?.presence ?? null,
    };
  }, [directory]);
}

export type People = ReturnType<typeof useDirectory>;
