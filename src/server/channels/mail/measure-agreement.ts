import { listAt, textAt, valueAt } from './json-fields.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** How often our reading agrees with an expected one. */
export type Agreement = {
  compared: number;
  subject: number;
  sender: number;
  text: number;
  attachments: number;
};

export function newAgreement(): Agreement {
  return { compared: 0, subject: 0, sender: 0, text: 0, attachments: 0 };
}

type Report = {
  readonly name: string;
  readonly agreement: Agreement;
  readonly differences: string[];
};

/** Compares with a parse in the JSON form of mail-parser (`parts`, `text_body`, `attachments`). */
export function measureAgainst(mail: ParsedMail, expected: unknown, report: Report): void {
  const parts = listAt(expected, 'parts');
  if (parts.length === 0) return;
  const { agreement } = report;
  agreement.compared += 1;
  const headers = listAt(parts[0], 'headers');
  const note = (what: string, isRight: boolean) => {
    if (!isRight) report.differences.push(`${report.name}: ${what}`);
    return isRight ? 1 : 0;
  };
  const subject = textAt(headerValue(headers, 'subject'), 'Text') ?? '';
  agreement.subject += note('subject', isSame(mail.subject, subject));
  const sender = firstAddress(headerValue(headers, 'from'));
  agreement.sender += note(
    'sender',
    sender === null || sender.toLowerCase() === mail.from?.address.toLowerCase(),
  );
  const texts = listAt(expected, 'text_body').flatMap((index) => {
    const text = textAt(valueAt(parts[Number(index)], 'body'), 'Text');
    return text === null ? [] : [text];
  });
  agreement.text += note(
    'text',
    texts.every((text) => oneLine(mail.text).includes(oneLine(text))),
  );
  const files = listAt(expected, 'attachments').filter((index) => {
    const body = valueAt(parts[Number(index)], 'body');
    // Further texts of a mixed mail belong to our text rather than among the files.
    const text = textAt(body, 'Text') ?? textAt(body, 'Html');
    return text === null || !oneLine(mail.text).includes(oneLine(text));
  });
  agreement.attachments += note('attachments', files.length === mail.attachments.length);
}

function headerValue(headers: readonly unknown[], name: string): unknown {
  return valueAt(
    headers.find((header) => textAt(header, 'name') === name),
    'value',
  );
}

function firstAddress(value: unknown): string | null {
  const address = valueAt(value, 'Address');
  const group = listAt(address, 'Group')[0];
  return textAt(listAt(address, 'List')[0] ?? listAt(group, 'addresses')[0], 'address');
}

function isSame(one: string, other: string): boolean {
  return oneLine(one) === oneLine(other);
}

function oneLine(text: string): string {
  return text.normalize('NFC').replaceAll('\u0000', '').replace(/\s+/g, ' ').trim();
}
