import { completeSetup, getSetup } from '#contract/setup.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { requireAgent } from '../session/public.ts';
import { answerSetup, readSetup, type SetupStarters } from './commands.ts';

export function setupRoutes(identity: Identity, starters: SetupStarters): readonly Route[] {
  return [
    route({
      ...getSetup,
      handler: ({ actor }) => readSetup(identity, starters, requireAgent(actor)),
    }),
    route({
      ...completeSetup,
      errors: ['already_set_up', 'password_too_weak', 'conflict', 'channel_unreachable'],
      handler: ({ actor, body, request }) =>
        answerSetup(identity, starters, { actor: requireAgent(actor), answers: body, request }),
    }),
  ];
}
