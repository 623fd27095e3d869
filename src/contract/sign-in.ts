import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';

const email = z.string().trim().toLowerCase().min(3).max(254);

/** Bounded, so that hashing a book cannot be asked of us. The rules are the server's. */
const password = z.string().min(1).max(1000);
const linkToken = z.string().min(1).max(200);
/** Options of WebAuthn as the browser's `parse…OptionsFromJSON` takes them. */
const ceremonyOptions = z.record(z.string(), z.unknown());

const bytes = z.string().max(20_000);

/** What the browser's `PublicKeyCredential` says of itself (WebAuthn level 3, `toJSON`). */
const credentialParts = {
  id: z.string().min(1).max(2000),
  rawId: z.string().min(1).max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

const provedCredential = z.object({
  ...credentialParts,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
  }),
});
export type ProvedCredential = z.infer<typeof provedCredential>;

const madeCredential = z.object({
  ...credentialParts,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
});
export type MadeCredential = z.infer<typeof madeCredential>;

/** `second_factor_required`: the password is right, and a code must follow within ten minutes. */
export const signInOutcome = z
  .object({ state: z.enum(['signed_in', 'second_factor_required']) })
  .meta({ id: 'SignInOutcome' });
export type SignInOutcome = z.infer<typeof signInOutcome>;

export const signIn = endpoint({
  method: 'POST',
  url: '/api/v1/auth/sign-in',
  summary: 'Sign in with e-mail and password.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  schema: {
    body: z.object({ email, password, isRemembered: z.boolean().default(true) }),
    response: signInOutcome,
  },
});

export const signInByCode = endpoint({
  method: 'POST',
  url: '/api/v1/auth/second-factor',
  summary: 'Finish signing in with a code of the authenticator, or with a recovery code.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  schema: {
    body: z.object({
      code: z.string().trim().min(6).max(40),
      kind: z.enum(['authenticator', 'recovery']),
    }),
    response: signInOutcome,
  },
});

export const signInByLink = endpoint({
  method: 'POST',
  url: '/api/v1/auth/link',
  summary: 'Sign in with a single-use link that the server printed.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  schema: { body: z.object({ token: linkToken }), response: signInOutcome },
});

export const passkeyChallenge = endpoint({
  method: 'POST',
  url: '/api/v1/auth/passkey/challenge',
  summary: 'Begin signing in with a passkey.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  schema: { response: z.object({ options: ceremonyOptions }) },
});

export const signInByPasskey = endpoint({
  method: 'POST',
  url: '/api/v1/auth/passkey',
  summary: 'Finish signing in with a passkey.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  schema: { body: z.object({ credential: provedCredential }), response: signInOutcome },
});

export const signOut = endpoint({
  method: 'POST',
  url: '/api/v1/auth/sign-out',
  summary: 'Sign out of this browser.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  schema: {},
});

export const requestPasswordReset = endpoint({
  method: 'POST',
  url: '/api/v1/auth/password-reset',
  summary: 'Ask for a link to choose a new password. The answer is the same for any address.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  status: 202,
  schema: { body: z.object({ email }), response: z.object({ state: z.literal('accepted') }) },
});

export const resetPassword = endpoint({
  method: 'PUT',
  url: '/api/v1/auth/password-reset',
  summary: 'Choose a new password with the link; every session of the account ends.',
  tag: 'sign-in',
  permission: 'public',
  scope: null,
  schema: { body: z.object({ token: linkToken, password }) },
});

export const passkey = z
  .object({ id: idText, name: z.string(), createdAt: z.string(), isSynced: z.boolean() })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof passkey>;

/** How the signed-in person proves who they are. */
export const security = z
  .object({
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
    /** False where the desk's address cannot carry passkeys: a bare IP address, or plain http. */
    canUsePasskeys: z.boolean(),
    passkeys: z.array(passkey),
  })
  .meta({ id: 'Security' });
export type Security = z.infer<typeof security>;

export const getSecurity = endpoint({
  method: 'GET',
  url: '/api/v1/session/security',
  summary: 'How you sign in: password, second factor, passkeys.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { response: security },
});

export const changePassword = endpoint({
  method: 'PUT',
  url: '/api/v1/session/password',
  summary: 'Choose a password; your other sessions end.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: {
    body: z.object({
      /** Not asked of somebody who has none yet, having come by a link. */
      currentPassword: password.nullable(),
      newPassword: password,
    }),
  },
});

export const beginSecondFactor = endpoint({
  method: 'PUT',
  url: '/api/v1/session/second-factor/offer',
  summary: 'Begin setting up the second factor. Nothing changes until a code confirms it.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: {
    body: z.object({ password: password.nullable() }),
    response: z.object({
      /** `otpauth://` for the QR code; it holds the secret. */
      uri: z.string(),
      secret: z.string(),
      recoveryCodes: z.array(z.string()),
    }),
  },
});

export const confirmSecondFactor = endpoint({
  method: 'PUT',
  url: '/api/v1/session/second-factor',
  summary: 'Switch the second factor on with a first code.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { body: z.object({ code: z.string().trim().min(6).max(10) }) },
});

export const removeSecondFactor = endpoint({
  method: 'PUT',
  url: '/api/v1/session/second-factor/removal',
  summary: 'Switch the second factor off.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { body: z.object({ password: password.nullable() }) },
});

export const renewRecoveryCodes = endpoint({
  method: 'PUT',
  url: '/api/v1/session/recovery-codes',
  summary: 'Make new recovery codes; the old ones stop working.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: {
    body: z.object({ password: password.nullable() }),
    response: z.object({ recoveryCodes: z.array(z.string()) }),
  },
});

export const newPasskeyChallenge = endpoint({
  method: 'POST',
  url: '/api/v1/session/passkeys/challenge',
  summary: 'Begin adding a passkey. Needs a sign-in within the last hour.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { response: z.object({ options: ceremonyOptions }) },
});

export const addPasskey = endpoint({
  method: 'POST',
  url: '/api/v1/session/passkeys',
  summary: 'Add the passkey that the browser made.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  status: 201,
  schema: {
    body: z.object({ name: z.string().trim().min(1).max(80), credential: madeCredential }),
    response: passkey,
  },
});

export const removePasskey = endpoint({
  method: 'DELETE',
  url: '/api/v1/session/passkeys/:passkeyId',
  summary: 'Remove one of your passkeys.',
  tag: 'session',
  permission: 'signed_in',
  scope: null,
  schema: { params: z.object({ passkeyId: idText }) },
});
