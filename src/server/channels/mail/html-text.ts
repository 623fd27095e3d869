import { compile, type FormatCallback } from 'html-to-text';
import { flattenHtml } from './html-flatten.ts';
import { mailLimits } from './limits.ts';

/** A private-use character that no text of a mail keeps: where a quoted original begins. */
export const quoteMark = '\u{f8e0}';

/** The whole of an HTML body as text; quoted blocks carry `> `. */
export function htmlToFullText(html: string): string {
  return tidy(convertAll(prepare(html)));
}

/**
 * The same without what the mailer itself marked as quoted or as signature. What follows a
 * `quoteMark` line is an original that the mailer only headed, not wrapped.
 */
export function htmlToReplyText(html: string): string {
  return tidy(convertReply(prepare(html.replaceAll(quoteMark, ''))));
}

export function textToHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<div dir="auto" style="white-space: pre-wrap">${escaped}</div>`;
}

const markQuote: FormatCallback = (_element, _walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.addLiteral(quoteMark);
  builder.closeBlock({ trailingLineBreaks: 2 });
};

const limits = {
  maxInputLength: mailLimits.htmlCharactersMax,
  maxDepth: mailLimits.htmlNestingMax * 4,
  ellipsis: '',
};

const plainSelectors = [
  {
    selector: 'a',
    options: { ignoreHref: false, hideLinkHrefIfSameAsText: true, noAnchorUrl: true },
  },
  { selector: 'img', format: 'skip' },
  { selector: 'style', format: 'skip' },
  { selector: 'script', format: 'skip' },
  { selector: 'title', format: 'skip' },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
    selector,
    options: { uppercase: false },
  })),
  { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  { selector: 'ul', options: { itemPrefix: '- ' } },
];

// Containers into which mailers put the quoted original.
const quoteContainers = [
  '.gmail_quote_container',
  'div.gmail_quote',
  'blockquote.gmail_quote',
  'blockquote[type="cite"]',
  'blockquote[cite]',
  '.yahoo_quoted',
  '.protonmail_quote',
  '.tutanota_quote',
  '.moz-cite-prefix',
  '.zmail_extra',
  '.OutlookMessageHeader',
  '.moz-signature',
  '.gmail_signature',
  '.protonmail_signature_block',
  '#Signature',
  '#ms-outlook-mobile-signature',
  'blockquote',
];

// Marks after which everything is the original, though it is not inside them.
const quoteHeads = [
  '#appendonsend',
  '#divRplyFwdMsg',
  '#stopSpelling',
  'hr#stopSpelling',
  '#reply-intro',
  '#mailbox-conversation',
];

const convertAll = compile({ wordwrap: false, limits, selectors: plainSelectors });

const convertReply = compile({
  wordwrap: false,
  limits,
  formatters: { markQuote },
  selectors: [
    ...plainSelectors,
    ...quoteContainers.map((selector) => ({ selector, format: 'skip' })),
    ...quoteHeads.map((selector) => ({ selector, format: 'markQuote' })),
    { selector: 'div[style*="border-top:solid #B5C4DF 1.0pt"]', format: 'markQuote' },
    { selector: 'div[style*="border-top:solid #E1E1E1 1.0pt"]', format: 'markQuote' },
    { selector: 'div[style*="border-top: 1px solid rgb(181, 196, 223)"]', format: 'markQuote' },
    { selector: 'div[style*="border-top-color: rgb(229, 229, 229)"]', format: 'markQuote' },
  ],
});

function prepare(html: string): string {
  return flattenHtml(html.slice(0, mailLimits.htmlCharactersMax), mailLimits.htmlNestingMax);
}

function tidy(text: string): string {
  return text
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
