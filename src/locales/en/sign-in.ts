import type { Area } from '../catalogue.ts';

export const catalogue = {
  'signIn.mail.reset.subject': 'Choose a new password for Belay',
  'signIn.mail.reset.text':
    'Hello {name},\n\nsomebody asked for a new password for your account. If it was you, open this link within {minutes} minutes; it works once. If it was not, do nothing: your password stays as it is.',
  'signIn.mail.notice.subject': 'Your sign-in to Belay was changed',
  'signIn.mail.notice.text':
    'Hello {name},\n\n{change} If it was you, all is well. If it was not, choose a new password at once and tell your administrator.',
  'signIn.mail.notice.password': 'your password was changed.',
  'signIn.mail.notice.secondFactorOn': 'two-factor sign-in was switched on.',
  'signIn.mail.notice.secondFactorOff': 'two-factor sign-in was switched off.',
  'signIn.mail.notice.passkeyAdded': 'a passkey was added.',
  'signIn.mail.invitation.subject': 'You are invited to {workspace} on Belay',
  'signIn.mail.invitation.text':
    'Hello {name},\n\n{inviter} invites you to work with the team of {workspace} on Belay. Open this link within {days} days to choose your password; it works once.',
} as const satisfies Area<'signIn'>;
