/**
 * What a mail may be before it is refused as poison. Each number was chosen well above what
 * honest mail needs and well below what the parser was measured to choke on (postal-mime
 * takes 9 s for 50,000 recipients). A refused mail is not lost: it becomes a ticket with
 * the raw file attached.
 */
export const mailLimits = {
  rawBytesMax: 50 * 1024 * 1024,
  headerBytesMax: 256 * 1024,
  partsMax: 500,
  recipientsMax: 1_000,
  nestingMax: 50,
  referencesMax: 200,
  attachmentsMax: 500,
  textCharactersMax: 1_000_000,
  htmlCharactersMax: 1_000_000,
  htmlNestingMax: 200,
  parseMsMax: 5_000,
  workerMemoryMbMax: 384,
} as const;

export type PoisonReason =
  | 'too_large'
  | 'headers_too_large'
  | 'too_many_parts'
  | 'nested_too_deep'
  | 'too_many_recipients'
  | 'timed_out'
  | 'out_of_memory'
  | 'parser_failed';

/** Thrown inside the worker; its reason travels back to the caller as a value. */
export class MailLimitError extends Error {
  readonly reason: PoisonReason;

  constructor(reason: PoisonReason) {
    super(reason);
    this.name = 'MailLimitError';
    this.reason = reason;
  }
}

/**
 * Looks at the raw bytes only, before anything is parsed. Costs at most one pass over the
 * header. Returns why the mail is refused, or null.
 */
export function precheckMail(raw: Buffer): PoisonReason | null {
  if (raw.length > mailLimits.rawBytesMax) return 'too_large';
  const end = headerEnd(raw);
  if (end > mailLimits.headerBytesMax) return 'headers_too_large';
  if (countRecipients(raw.toString('latin1', 0, end)) > mailLimits.recipientsMax)
    return 'too_many_recipients';
  return null;
}

/** Where the header block ends: at the first empty line, or at the end of the mail. */
export function headerEnd(raw: Buffer): number {
  const unix = raw.indexOf('\n\n');
  const window = raw.subarray(0, unix === -1 ? raw.length : unix + 2);
  const internet = window.indexOf('\n\r\n');
  if (internet !== -1) return internet + 1;
  if (unix !== -1) return unix + 1;
  const classic = raw.indexOf(0x0a) === -1 ? raw.indexOf('\r\r') : -1;
  return classic === -1 ? raw.length : classic + 1;
}

const addressField = /^(?:(?:resent-)?(?:to|cc|bcc)|reply-to|from)[ \t]*:/i;

/** An upper bound: the separators in all address fields together, quoted ones included. */
function countRecipients(header: string): number {
  let count = 0;
  let isAddressField = false;
  for (const line of header.split(/\r\n|\n|\r/)) {
    if (!/^[ \t]/.test(line)) isAddressField = addressField.test(line);
    if (!isAddressField) continue;
    for (let at = line.indexOf('@'); at !== -1; at = line.indexOf('@', at + 1)) count += 1;
  }
  return count;
}
