import {
  passkeyChallenge,
  requestPasswordReset,
  resetPassword,
  signIn,
  signInByCode,
  signInByLink,
  signInByPasskey,
  signOut,
} from '#contract/sign-in.ts';
import type { Identity } from '#server/platform/auth/identity.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { askForReset, chooseNewPassword } from './password-reset.ts';
import {
  passkeyOptions,
  signInWithCode,
  signInWithLink,
  signInWithPasskey,
  signInWithPassword,
  signOutHere,
} from './sign-in.ts';

/**
 * The ways in. They are public, and the frame asks every cookie-less caller for its origin too:
 * another site cannot sign somebody in as somebody else.
 */
export function signInRoutes(identity: Identity): readonly Route[] {
  const signInErrors = ['credentials_invalid', 'rate_limited'] as const;
  return [
    route({
      ...signIn,
      errors: signInErrors,
      handler: ({ body, request, reply }) => signInWithPassword(identity, { request, reply }, body),
    }),
    route({
      ...signInByCode,
      errors: signInErrors,
      handler: ({ body, request, reply }) => signInWithCode(identity, { request, reply }, body),
    }),
    route({
      ...signInByLink,
      errors: ['link_invalid', 'rate_limited'],
      handler: ({ body, request, reply }) =>
        signInWithLink(identity, { request, reply }, body.token),
    }),
    route({
      ...passkeyChallenge,
      errors: ['rate_limited'],
      handler: async ({ request, reply }) => {
        return { options: await passkeyOptions(identity, { request, reply }) };
      },
    }),
    route({
      ...signInByPasskey,
      errors: signInErrors,
      handler: ({ body, request, reply }) =>
        signInWithPasskey(identity, { request, reply }, body.credential),
    }),
    route({
      ...signOut,
      handler: async ({ request, reply }) => {
        await signOutHere(identity, { request, reply });
      },
    }),
    route({
      ...requestPasswordReset,
      errors: ['rate_limited'],
      handler: async ({ body, request }) => {
        await askForReset(identity, { email: body.email, address: request.ip });
        return { state: 'accepted' as const };
      },
    }),
    route({
      ...resetPassword,
      errors: ['link_invalid', 'password_too_weak', 'rate_limited'],
      handler: async ({ body, request }) => {
        await chooseNewPassword(identity, { ...body, address: request.ip });
      },
    }),
  ];
}
