import type { z } from 'zod';
import type { suggestTicketHome } from '#contract/ticket.ts';
import type { ChannelId, ContactId, TeamId } from '#domain/kernel/id.ts';
import { routeTicket } from '#domain/ticket/route.ts';
import { agentNamed, teamNamed, type WriteCore } from '#server/features/ticket/public.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newHome } from './new-home.ts';

type Wish = z.output<typeof suggestTicketHome.schema.query>;

/** Who would have a ticket that were opened now, by the same rule that gives it to them. */
export async function suggestHome(
  core: WriteCore,
  actor: StaffActor,
  wish: Wish,
): Promise<z.output<typeof suggestTicketHome.schema.response>> {
  const { workspaceId } = actor;
  return transaction(core.db, async (tx) => {
    const { declared, directory } = await core.context(tx, workspaceId);
    const home = await newHome(tx, {
      workspaceId,
      channelId: (wish.channelId ?? null) as ChannelId | null,
      contactId: (wish.contactId ?? null) as ContactId | null,
    });
    const { teamId, ownerId } = routeTicket(
      {
        teamId: (wish.teamId as TeamId | undefined) ?? home.teamId,
        language: home.contactLanguage ?? home.language,
        issueType: null,
        tags: [],
      },
      { now: core.clock.now(), directory, calendars: declared.calendars },
    );
    return { team: teamNamed(directory, teamId), owner: agentNamed(directory, ownerId) };
  });
}
