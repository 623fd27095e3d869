import { addressesIn } from './abuse-report.ts';
import { causeOf, isHard, type BounceCause } from './bounce-cause.ts';
import { firstRaw, firstText, type HeaderField } from './header.ts';
import {
  fieldGroups,
  originalMessageId,
  readEvidence,
  type ClassifiedMail,
  type ReportEvidence,
} from './report-evidence.ts';

export type BouncedRecipient = {
  /** Lower case; empty when the report names nobody. */
  readonly address: string;
  readonly cause: BounceCause;
  readonly isHard: boolean;
  /** The enhanced status code, for instance `5.1.1`, when there is one. */
  readonly status: string | null;
  readonly diagnostic: string;
};

export type Bounce = {
  readonly severity: 'hard' | 'soft' | 'delivered';
  readonly recipients: readonly BouncedRecipient[];
  readonly originalMessageId: string | null;
};

/**
 * Reads a report of non-delivery: RFC 3464 where the mailer speaks it, else the free forms
 * of the many that do not. A person who merely writes about a bounce is not taken for one:
 * without a report part, the sender must be a mailer and the words must fit.
 */
export function readBounce(mail: ClassifiedMail): Bounce | null {
  const evidence = readEvidence(mail.root);
  const isFormal = evidence.statusText !== '' || evidence.hasReportType('delivery-status');
  if (!isFormal && !isFreeForm(mail, evidence)) return null;
  const formal = formalRecipients(evidence, mail.text);
  const recipients = formal.length > 0 ? formal : freeRecipients(mail, evidence);
  return {
    severity: severityOf(recipients),
    recipients,
    originalMessageId: originalMessageId(evidence, mail.text),
  };
}

function severityOf(recipients: readonly BouncedRecipient[]): Bounce['severity'] {
  if (recipients.some((each) => each.isHard)) return 'hard';
  return recipients.length > 0 && recipients.every((each) => each.cause === 'delivered')
    ? 'delivered'
    : 'soft';
}

function formalRecipients(evidence: ReportEvidence, text: string): BouncedRecipient[] {
  const found: BouncedRecipient[] = [];
  // A report on a thousand recipients is not a report on our mail.
  for (const group of fieldGroups(evidence.statusText).slice(0, 200)) {
    const action = group.get('action')?.toLowerCase() ?? '';
    const recipient = group.get('final-recipient') ?? group.get('original-recipient');
    if (recipient === undefined && action === '') continue;
    const diagnostic = (group.get('diagnostic-code') ?? '').replace(/^smtp;\s*/i, '');
    const status = statusIn(group.get('status') ?? '', diagnostic);
    const isDelivered =
      /^(?:delivered|relayed|expanded)/.test(action) ||
      (action === '' && status?.startsWith('2.') === true);
    const cause = isDelivered
      ? 'delivered'
      : causeOf({
          status,
          // Some say no more than 5.0.0 to machines and tell people the reason.
          text: diagnostic === '' ? beforeOriginal(text).slice(0, 5000) : diagnostic,
          isDelayed: action.startsWith('delayed'),
        });
    found.push({
      address: addressesIn((recipient ?? '').replaceAll('"', ''))[0] ?? '',
      cause,
      isHard: isHard(cause),
      status,
      diagnostic: diagnostic.slice(0, 500),
    });
  }
  return found;
}

/** The more telling of the two: mailers write 5.0.0 and put the true code into the words. */
function statusIn(status: string, diagnostic: string): string | null {
  const pattern = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/;
  const named = pattern.exec(status)?.[0] ?? null;
  const told = pattern.exec(diagnostic)?.[0] ?? null;
  return named === null || named.endsWith('.0.0') ? (told ?? named) : named;
}

const mailerAddress =
  /^(?:mailer[-_.]?daemon|post_?master|mail[-_.]?daemon|mdaemon|bounces?|poost_?master|mail\.delivery\.system)(?:@|$)/i;
const mailerName =
  /mailer[- ]?daemon|mail deliver\w* (?:sub)?system|post ?master|system administrator|mail delivery/i;

const failedSubject =
  /undeliver|not delivered|delivery (?:status|fail|report|has failed|problem|notification|incomplete|unsuccessful)|(?:mail|message|delivery|failed) (?:delivery )?(?:fail|system error|status)|failure notice|failed delivery|fail(?:ed|ure).{0,20}return|returned mail|return(?:ed|ing) (?:mail|message|to sender)|could(?: not|n't) be (?:sent|delivered)|delayed|mail could not|error sending your mail|nondeliver|non[- ]delivery|unzustellbar|nicht zugestellt|zustellung|non remis|échec de|non distribu|no entregado|no se (?:ha )?pudo entregar|não entregue|falha na entrega|mancato recapito|consegna|niet bezorgd|onbestelbaar|niedostarcz|не доставлен|недоставлен|не удалось|退信|无法投递|無法傳遞|無法投遞|未送達|配信不能|送信できません|お届けできません|반송|전송 실패|không gửi được|thư trả lại|gửi thất bại|ส่งไม่ถึง|ไม่สามารถส่ง|تعذر (?:ال)?تسليم|فشل (?:ال)?تسليم|loop alert/iu;

const failedWords =
  /could not be delivered|wasn't able to deliver|was not delivered|unable to deliver|undeliverable|delivery (?:to the following|failed|has failed|attempts)|following (?:address|recipient|message)|permanent(?:ly)? (?:fatal )?(?:error|fail)|user unknown|unknown user|mailbox|host unknown|transcript of session|did not reach|not reach the following|cannot (?:be )?deliver|couldn't be delivered|failed permanently|could not deliver|returned to sender|no such user|does not exist|message (?:was )?(?:not )?delayed|will be retried|message you (?:sent|attempted)|recipient address|returned below|not be sent|rejected|error(?:s)? occurred|unavailable|既に|宛先|お届け|無法|无法|не удалось|не может быть доставлен/iu;

const hasReturnWords =
  /could not be (?:sent|delivered)|(?:was|were) not delivered|unable to deliver|undeliverable|delivery failed/i;

function isFreeForm(mail: ClassifiedMail, evidence: ReportEvidence): boolean {
  const fields = mail.root.headers;
  if (firstRaw(fields, 'x-failed-recipients') !== null) return true;
  if (/\\?"notificationType\\?"\s*:\s*\\?"(?:Bounce|Delivery)\\?"/.test(mail.text.slice(0, 2000)))
    return true;
  const words = mail.text.slice(0, 20_000);
  const hasWords = failedWords.test(words) || /\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b/.test(words);
  if (failedSubject.test(mail.subject))
    return isMailer(mail, fields) || (hasNullSender(fields) && hasWords);
  if (isMailer(mail, fields)) return hasWords;
  const returnsOriginal = evidence.originalFields.length > 0 && hasReturnWords.test(words);
  return (
    returnsOriginal && (hasNullSender(fields) || /^(?:no-?reply|do-?not-?reply)@/i.test(mail.from))
  );
}

function isMailer(mail: ClassifiedMail, fields: readonly HeaderField[]): boolean {
  const from = firstText(fields, 'from') ?? '';
  if (mailerAddress.test(mail.from) || mailerName.test(from)) return true;
  if (/mailer-daemon/i.test(firstRaw(fields, 'return-path') ?? '')) return true;
  // "From: <>" and lists that warn in their own name.
  return (
    /^\s*<\s*>\s*$/.test(from) || (/-admin@/.test(mail.from) && /^loop alert/i.test(mail.subject))
  );
}

function hasNullSender(fields: readonly HeaderField[]): boolean {
  const path = firstRaw(fields, 'return-path');
  return path !== null && path.replace(/\s/g, '') === '<>';
}

function freeRecipients(mail: ClassifiedMail, evidence: ReportEvidence): BouncedRecipient[] {
  const report = beforeOriginal(mail.text).slice(0, 20_000);
  const named = [
    firstText(mail.root.headers, 'x-failed-recipients') ?? '',
    firstText(mail.root.headers, 'x-actual-recipients') ?? '',
  ];
  const addresses = new Set(named.flatMap(addressesIn));
  if (addresses.size === 0) for (const address of addressesInReport(report)) addresses.add(address);
  const own = new Set(addressesIn(`${firstText(mail.root.headers, 'to') ?? ''} ${mail.from}`));
  const others = [...addresses].filter((address) => !own.has(address));
  const failed = others.length > 0 ? others : [...addresses];
  if (failed.length === 0)
    failed.push(...addressesIn(firstText(evidence.originalFields, 'to') ?? '').slice(0, 1));
  const isDelayed = /\bdelay|warning/i.test(mail.subject);
  return (failed.length === 0 ? [''] : failed.slice(0, 50)).map((address) => {
    const words = wordsAbout(report, address, failed);
    const status = statusIn('', words) ?? statusIn('', report);
    const cause = causeOf({
      status,
      text: words === report ? `${mail.subject}\n${report}` : words,
      isDelayed,
    });
    return {
      address,
      cause,
      isHard: isHard(cause),
      status,
      diagnostic: words.trim().slice(0, 500),
    };
  });
}

/** What the report says between this address and the next one; all of it for a single address. */
function wordsAbout(report: string, address: string, all: readonly string[]): string {
  const lower = report.toLowerCase();
  const start = address === '' ? -1 : lower.indexOf(address);
  if (start === -1 || all.length < 2) return report;
  const next = all
    .filter((other) => other !== address)
    .map((other) => lower.indexOf(other, start))
    .filter((at) => at !== -1);
  return report.slice(start, Math.min(report.length, ...next));
}

/** Free forms quote the mail below a ruled line or its header; its addresses are not failures. */
function beforeOriginal(text: string): string {
  const mark =
    /^(?:-{3,}.{0,80}(?:copy of|original|returned|unsent|body of).{0,80}|(?:return-path|received|message-id):\s)/im.exec(
      text,
    );
  return mark === null || mark.index < 40 ? text : text.slice(0, mark.index);
}

function addressesInReport(report: string): string[] {
  const found: string[] = [];
  for (const line of report.split('\n')) {
    if (line.length > 500 || !line.includes('@')) continue;
    const leading =
      /^[\s*•-]*(?:to:|rcpt to:|recipient:|final-recipient:[^;]*;|<<< rcpt to:|"emailaddress"\s*:)?\s*["<]?([^\s<>"'(),;:]{1,64}@[^\s<>"'(),;:]{1,255})/i.exec(
        line.trim(),
      );
    if (leading?.[1] !== undefined) found.push(leading[1].replace(/[.]+$/, '').toLowerCase());
    if (found.length >= 50) break;
  }
  return found.length > 0 ? found : addressesIn(report).slice(0, 5);
}
