import { defineErrors } from './definition.ts';

/** Codes of signing in, of invitations and keys, and of connecting channels. */
export const accountErrors = defineErrors({
  sign_in_stale: {
    status: 403,
    title: 'You signed in too long ago for this.',
    when: 'A passkey was to be added in a session that is older than an hour.',
    wayOut: 'Sign out, sign in again, and repeat it.',
  },
  password_too_weak: {
    status: 422,
    title: 'The password is too easy to guess.',
    when: 'A new password is too short, is known from leaks, or holds the own name.',
    wayOut: 'Choose a longer one; several words do well.',
  },
  link_invalid: {
    status: 410,
    title: 'The link is no longer valid.',
    when: 'A sign-in, invitation, reset, survey or progress link was used, has expired, or is wrong.',
    wayOut: 'Ask for a fresh link.',
  },
  last_admin: {
    status: 409,
    title: 'The workspace needs an admin.',
    when: 'The last active admin was to be removed or given another role.',
    wayOut: 'Make somebody else an admin first.',
  },
  already_set_up: {
    status: 409,
    title: 'The workspace is set up already.',
    when: 'The first-run questions were answered a second time.',
    wayOut: 'Change the settings instead.',
  },
  channel_disabled: {
    status: 409,
    title: 'The channel is switched off.',
    when: 'Something was to go in or out by a channel that an admin has switched off.',
    wayOut: 'Switch it on in the settings, or use another channel.',
  },
  channel_unreachable: {
    status: 422,
    title: 'The channel cannot be reached with these settings.',
    when: 'A test connection to the mail server or provider failed; `facts.problem` says why, `facts.server` which, `facts.detail` what it answered.',
    wayOut: 'Check the address, the port and the password.',
  },
  signature_invalid: {
    status: 401,
    title: 'The signature is not valid.',
    when: 'A webhook or a signed visitor token is forged, stale, or signed with another secret.',
    wayOut: 'Sign it with the current secret and the current time.',
  },
  address_refused: {
    status: 422,
    title: 'Belay does not connect to that address.',
    when: 'An outbound address is private, link-local or not on the allow-list.',
    wayOut:
      'Use a public HTTPS address, or have whoever runs the server allow the host with BELAY_OUTBOUND_HOSTS.',
  },
});
