import { z } from 'zod';
import { deliveryProblems, mailServerProblems } from '#domain/ticket/mail-problem.ts';

/** What the far side answered, as it came; null when it said nothing. For people who know mail. */
const detail = z.string().nullable();

/** Why a message did not reach its customer. */
export const deliveryProblem = z
  .object({ code: z.enum(deliveryProblems), detail })
  .meta({ id: 'DeliveryProblem' });

/** Why a mail server cannot be used. */
export const mailServerProblem = z
  .object({ code: z.enum(mailServerProblems), detail })
  .meta({ id: 'MailServerProblem' });
