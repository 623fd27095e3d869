import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { causeCodes, reasonCodes } from '#domain/escalation/escalation.ts';
import { roles } from '#domain/people/role.ts';
import { priorities } from '#domain/ticket/ticket.ts';

const step = z.discriminatedUnion('do', [
  z.object({ do: z.literal('write'), ago: z.string(), text: z.string() }),
  z.object({
    do: z.literal('reply'),
    ago: z.string(),
    by: z.string(),
    text: z.string(),
    state: z.enum(['pending', 'on_hold', 'solved']).nullable().default(null),
  }),
  z.object({ do: z.literal('note'), ago: z.string(), by: z.string(), text: z.string() }),
  z.object({ do: z.literal('assign'), ago: z.string(), by: z.string(), to: z.string() }),
  z.object({
    do: z.literal('escalate'),
    ago: z.string(),
    by: z.string(),
    reason: z.enum(reasonCodes),
    wants: z.string(),
    tried: z.string(),
    needed: z.string(),
  }),
  z.object({ do: z.literal('acknowledge'), ago: z.string(), by: z.string() }),
  z.object({ do: z.literal('handBack'), ago: z.string(), by: z.string(), text: z.string() }),
  z.object({
    do: z.literal('closeEscalation'),
    ago: z.string(),
    by: z.string(),
    cause: z.enum(causeCodes),
    lesson: z.string(),
  }),
  z.object({ do: z.literal('rate'), ago: z.string(), score: z.number(), comment: z.string() }),
]);
export type SampleStep = z.output<typeof step>;

const sampleCompany = z.object({
  organizations: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      segment: z.enum(['b2c', 'b2b', 'key_account']),
      plan: z.string(),
      valueCents: z.number().int(),
      domains: z.array(z.string()),
    }),
  ),
  agents: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      email: z.string(),
      role: z.enum(roles),
      languages: z.array(z.string()),
      team: z.enum(['first', 'second']).nullable(),
    }),
  ),
  contacts: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      email: z.string(),
      organization: z.string().nullable(),
      language: z.string(),
    }),
  ),
  tickets: z.array(
    z.object({
      contact: z.string(),
      channel: z.enum(['email', 'webchat']),
      subject: z.string(),
      issueType: z.string(),
      priority: z.enum(priorities),
      tags: z.array(z.string()),
      steps: z.array(step).min(1),
    }),
  ),
});
export type SampleCompany = z.output<typeof sampleCompany>;
export type SampleTicket = SampleCompany['tickets'][number];

/** Reads the invented company that Belay comes with. */
export function readSampleCompany(): SampleCompany {
  const file = path.join(import.meta.dirname, '../../../../db/sample/company.json');
  return sampleCompany.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** `P1DT2H30M` before now, in milliseconds. */
export function agoMs(text: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text);
  if (match === null) throw new Error(`not a duration: ${text}`);
  const [, days = 0, hours = 0, minutes = 0] = match;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
}
