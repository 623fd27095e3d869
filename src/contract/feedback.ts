import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const params = z.object({ token: z.string().min(1).max(200) });

/** What the customer sees before and after rating. Nothing internal: no owner, team or tier. */
export const survey = z
  .object({
    workspaceName: z.string(),
    ticketNumber: z.number().int(),
    language: z.string(),
    score: z.number().int().min(1).max(5).nullable(),
    comment: z.string().nullable(),
  })
  .meta({ id: 'Survey' });
export type Survey = z.infer<typeof survey>;

export const readSurvey = endpoint({
  method: 'GET',
  url: '/api/v1/feedback/:token',
  summary: 'What a rating link is about.',
  tag: 'feedback',
  permission: 'public',
  scope: null,
  schema: { params, response: survey },
});

export const answerSurvey = endpoint({
  method: 'PUT',
  url: '/api/v1/feedback/:token',
  summary:
    'Rate a solved ticket from 1 to 5, with a comment if wished. Answering again changes it.',
  tag: 'feedback',
  permission: 'public',
  scope: null,
  schema: {
    params,
    body: z.object({
      score: z.number().int().min(1).max(5),
      comment: z.string().trim().max(5000).default(''),
    }),
    response: survey,
  },
});
