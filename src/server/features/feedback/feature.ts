import { sql } from 'kysely';
import { answerSurvey, readSurvey, type Survey } from '#contract/feedback.ts';
import type { ContactId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Ground } from '#server/belay.ts';
import type { Feature } from '#server/feature.ts';
import { type ChangeListener, runCommand } from '#server/features/ticket/public.ts';
import type { Db } from '#server/platform/db/database.ts';
import { insertRows } from '#server/platform/db/insert-rows.ts';
import { at, isoOf } from '#server/platform/db/parameters.ts';
import { acceptedOrThrow, RequestRefused } from '#server/platform/errors/refused.ts';
import { route } from '#server/platform/http/route.ts';
import { createSurveyTokens, type SurveyTokens, surveyTokenHash } from './survey-link.ts';

/** Asking customers how it went, and hearing the answer. */
export function feedbackFeature(ground: Ground): Feature {
  const tokens = createSurveyTokens(ground.secret);
  const { db } = ground;
  return {
    changeListeners: [keepSurveys(tokens)],
    routes: [
      route({
        ...readSurvey,
        errors: ['link_invalid'],
        handler: async ({ params }) => present(await find(db, tokens, params.token)),
      }),
      route({
        ...answerSurvey,
        errors: ['link_invalid'],
        perMinute: 30,
        handler: async ({ params, body }) => {
          const found = await find(db, tokens, params.token);
          await answer(ground, found, body);
          return present({ ...found, ...body });
        },
      }),
    ],
  };
}

/** Writes the row of every survey that a change asks for, before its letter is written. */
export function keepSurveys(tokens: SurveyTokens): ChangeListener {
  return (tx, changes) =>
    insertRows(
      tx,
      'survey',
      changes.flatMap(({ workspaceId, letters, now }) =>
        letters.flatMap(({ update }) =>
          update.surveyId === null
            ? []
            : {
                workspace_id: workspaceId,
                id: update.surveyId,
                ticket_id: update.ticketId,
                contact_id: update.contactId,
                kind: 'csat',
                token_hash: surveyTokenHash(tokens.sign(update.surveyId)),
                requested_at: isoOf(now),
              },
        ),
      ),
    );
}

/** The address that a customer opens to rate. */
export function surveyLinkOf(ground: { readonly secret: string; readonly baseUrl: string }) {
  const tokens = createSurveyTokens(ground.secret);
  return ({ surveyId }: { readonly surveyId: string }): string =>
    `${ground.baseUrl}/rate/${tokens.sign(surveyId)}`;
}

type Found = Survey & {
  readonly workspaceId: WorkspaceId;
  readonly surveyId: string;
  readonly ticketId: TicketId;
  readonly contactId: ContactId;
};

async function find(db: Db, tokens: SurveyTokens, token: string): Promise<Found> {
  const surveyId = tokens.read(token);
  if (surveyId === null) throw new RequestRefused('link_invalid');
  const { rows } = await sql<Found>`
    select
      s.workspace_id as "workspaceId",
      s.id as "surveyId",
      s.ticket_id as "ticketId",
      s.contact_id as "contactId",
      w.name as "workspaceName",
      t.number as "ticketNumber",
      t.language,
      s.score,
      s.comment
    from survey s
    join workspace w on w.id = s.workspace_id
    join ticket t on t.workspace_id = s.workspace_id and t.id = s.ticket_id
    where s.id = ${surveyId}
      and s.token_hash = ${surveyTokenHash(token)}
  `.execute(db);
  const found = rows[0];
  if (found === undefined) throw new RequestRefused('link_invalid');
  return found;
}

function present(found: Survey): Survey {
  const { workspaceName, ticketNumber, language, score, comment } = found;
  return { workspaceName, ticketNumber, language, score, comment };
}

async function answer(
  ground: Ground,
  found: Found,
  given: { readonly score: number; readonly comment: string },
): Promise<void> {
  const { core } = ground;
  const done = await core.attempt(async (tx) => {
    await sql`
      update survey
      set
        answered_at = ${at(core.clock.now())},
        score = ${given.score},
        comment = ${given.comment}
      where workspace_id = ${found.workspaceId}
        and id = ${found.surveyId}
    `.execute(tx);
    await sql`
      update contact
      set last_score = ${given.score}
      where workspace_id = ${found.workspaceId}
        and id = ${found.contactId}
    `.execute(tx);
    return runCommand(core, tx, {
      workspaceId: found.workspaceId,
      ticketId: found.ticketId,
      command: {
        type: 'giveFeedback',
        surveyId: found.surveyId,
        score: given.score,
        hasComment: given.comment !== '',
      },
      actor: { kind: 'contact', id: found.contactId },
    });
  });
  acceptedOrThrow(done);
}
