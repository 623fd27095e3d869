import { firstText } from './header.ts';
import {
  fieldGroups,
  originalMessageId,
  readEvidence,
  type ClassifiedMail,
} from './report-evidence.ts';

export type AbuseReport = {
  /** As in RFC 5965: `abuse`, `fraud`, `virus`, `not-spam` … */
  readonly feedbackType: string;
  /** Whoever marked our mail as spam, as far as the report says. Never to be mailed again. */
  readonly complainants: readonly string[];
  readonly originalMessageId: string | null;
};

/** Reads a complaint of a mailbox provider (ARF, RFC 5965, and Microsoft's and Amazon's own forms). */
export function readAbuseReport(mail: ClassifiedMail): AbuseReport | null {
  const evidence = readEvidence(mail.root);
  const isFormal = evidence.feedbackText !== '' || evidence.hasReportType('feedback-report');
  const isMicrosoft =
    /^complaint about message from /i.test(mail.subject) && evidence.originalFields.length > 0;
  const isAmazon = /\\?"notificationType\\?"\s*:\s*\\?"Complaint\\?"/.test(
    mail.text.slice(0, 2000),
  );
  const isAnnounced = firstText(mail.root.headers, 'feedback-type') !== null;
  if (!isFormal && !isMicrosoft && !isAmazon && !isAnnounced) return null;
  const groups = fieldGroups(evidence.feedbackText);
  const named = groups.flatMap((group) => [
    group.get('original-rcpt-to'),
    group.get('removal-recipient'),
  ]);
  const addressee =
    firstText(evidence.originalFields, 'x-hmxmroriginalrecipient') ??
    firstText(evidence.originalFields, 'to');
  const complainants = [...named, addressee].flatMap((text) => addressesIn(text ?? ''));
  return {
    feedbackType:
      groups
        .find((group) => group.has('feedback-type'))
        ?.get('feedback-type')
        ?.toLowerCase() ?? 'abuse',
    complainants: [...new Set(complainants)],
    originalMessageId: originalMessageId(evidence, mail.text),
  };
}

/** Every address in a short text, lower case. */
export function addressesIn(text: string): string[] {
  const found =
    text.slice(0, 2000).match(/[^\s<>"'(),;:[\]]{1,64}@[^\s<>"'(),;:[\]]{1,255}/g) ?? [];
  return found.map((address) => address.replace(/[.]+$/, '').toLowerCase());
}
