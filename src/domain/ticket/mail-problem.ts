/**
 * Why mail does not come or go. The codes never change their meaning; the page words them in the
 * reader's language, and the far side's own answer stands beside them as it came.
 */
export const mailServerProblems = [
  'sign_in_refused',
  'host_unknown',
  'unreachable',
  'certificate_refused',
  'encryption_unavailable',
  'timed_out',
  'connection_lost',
  'mailbox_missing',
  'server_error',
  /** Mail that waits in the mailbox cannot be stored at the moment. */
  'store_failed',
] as const;
export type MailServerProblem = (typeof mailServerProblems)[number];

export const deliveryProblems = [
  ...mailServerProblems,
  'recipient_refused',
  'message_refused',
  'not_now',
  'message_gone',
  'no_address',
  /** Mail to the address came back before, so nothing automatic goes there. */
  'address_bounced',
  'no_mail_server',
  'channel_off',
  'not_rendered',
  /** It left, and came back. */
  'bounced',
  'other',
] as const;
export type DeliveryProblem = (typeof deliveryProblems)[number];

/** Whether the text is one of the codes. */
export function isDeliveryProblem(text: string): text is DeliveryProblem {
  return deliveryProblems.some((code) => code === text);
}
