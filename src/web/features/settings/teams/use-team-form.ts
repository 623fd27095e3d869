import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { listAgents } from '#contract/agent.ts';
import { createTeam, listTeams, type Team, type TeamBody, updateTeam } from '#contract/team.ts';
import { call } from '../../../lib/api.ts';
import { refresh } from '../../../lib/query.ts';

const blank: TeamBody = {
  name: '',
  tier: 'L1',
  department: '',
  calendarId: null,
  skills: [],
  languages: [],
  leadId: null,
  managerId: null,
  isRestricted: false,
  memberIds: [],
};

/** What the fields of a team hold, and how it is kept: the same for a new one and one that is. */
export function useTeamForm(team: Team | null, onSaved: () => void) {
  const [draft, setDraft] = useState<TeamBody>(() => (team === null ? blank : bodyOf(team)));
  const saving = useMutation({
    mutationFn: () =>
      team === null
        ? call(createTeam, { body: draft })
        : call(updateTeam, { params: { teamId: team.id }, body: draft }),
    onSuccess: async () => {
      onSaved();
      await refreshTeams();
    },
  });
  return {
    draft,
    put: (part: Partial<TeamBody>) => setDraft({ ...draft, ...part }),
    saving,
  };
}

export type TeamForm = ReturnType<typeof useTeamForm>;

export async function refreshTeams(): Promise<void> {
  await Promise.all([refresh(listTeams.tag), refresh(listAgents.tag), refresh('directory')]);
}

function bodyOf(team: Team): TeamBody {
  const { id: _id, isArchived: _isArchived, onCallId: _onCallId, ...rest } = team;
  const { openTicketCount: _openTicketCount, ...body } = rest;
  return body;
}
