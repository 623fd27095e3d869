import { decodeBytes } from './charset.ts';
import { parseHeaderBlock, singleLine, type HeaderField } from './header.ts';
import { headerEnd } from './limits.ts';
import { decodedBody, walkParts, type MimePart } from './mime-tree.ts';

/** What telling the nature of a mail needs to know of it. */
export type ClassifiedMail = {
  readonly root: MimePart;
  readonly subject: string;
  /** The bare address, or empty. */
  readonly from: string;
  readonly text: string;
};

/** What machines that report on a mail of ours attach to their report. */
export type ReportEvidence = {
  /** The text of every message/delivery-status and message/feedback-report part. */
  readonly statusText: string;
  readonly feedbackText: string;
  /** The header fields of the mail reported on, when it came back whole or in part. */
  readonly originalFields: readonly HeaderField[];
  readonly hasReportType: (type: string) => boolean;
};

// A report quotes one mail; whatever lies beyond this is its body.
const evidenceCharactersMax = 100_000;

export function readEvidence(root: MimePart): ReportEvidence {
  let statusText = '';
  let feedbackText = '';
  let originalFields: readonly HeaderField[] = [];
  for (const part of walkParts(root)) {
    if (/^message\/(?:global-)?delivery-status$/.test(part.mediaType))
      statusText += `${partText(part)}\n\n`;
    else if (part.mediaType === 'message/feedback-report') feedbackText += `${partText(part)}\n\n`;
    else if (part !== root && originalFields.length === 0 && isOriginal(part)) {
      originalFields = fieldsOf(decodedBody(part));
    }
  }
  const reportType = root.params.get('report-type')?.toLowerCase() ?? '';
  return { statusText, feedbackText, originalFields, hasReportType: (type) => reportType === type };
}

const originalInText = /^[ \t>]*message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{3,500})>/im;

/** The id of the mail reported on: from the part that came back, else from the text. */
export function originalMessageId(evidence: ReportEvidence, text: string): string | null {
  const field = evidence.originalFields.find(({ name }) => name === 'message-id');
  const fromField = /<([^<>\s]{3,500})>/.exec(field?.raw ?? '')?.[1];
  return fromField ?? originalInText.exec(text.slice(0, evidenceCharactersMax))?.[1] ?? null;
}

/** Groups of `Name: value` that stand between empty lines, as RFC 3464 and RFC 5965 write them. */
export function fieldGroups(text: string): ReadonlyMap<string, string>[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(
      (group) => new Map(parseHeaderBlock(group).map(({ name, raw }) => [name, singleLine(raw)])),
    )
    .filter((group) => group.size > 0);
}

function isOriginal(part: MimePart): boolean {
  return /^(?:message\/(?:rfc822|global|partial|rfc822-headers|global-headers)|text\/rfc822-headers?)$/.test(
    part.mediaType,
  );
}

function fieldsOf(body: Buffer): HeaderField[] {
  return parseHeaderBlock(
    body.toString('latin1', 0, Math.min(headerEnd(body), evidenceCharactersMax)),
  );
}

function partText(part: MimePart): string {
  const bytes = decodedBody(part).subarray(0, evidenceCharactersMax);
  return decodeBytes(bytes, part.params.get('charset') ?? null).text;
}
