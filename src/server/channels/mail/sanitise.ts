import sanitizeHtml from 'sanitize-html';
import { showBidiControls } from '#domain/text/bidi-controls.ts';
import { flattenHtml } from './html-flatten.ts';
import { mailLimits } from './limits.ts';

/**
 * Makes HTML from outside inert: only the tags, attributes and styles listed here survive.
 * Images are never loaded by the result itself: one that is part of the mail carries
 * `data-cid`, a remote one `data-src`; `showInlineImages` and, on the reader's wish,
 * `showRemoteImages` turn them on. Slow for hostile input, so it runs in the parse worker.
 */
export function sanitiseMailHtml(html: string): string {
  const flat = flattenHtml(html.slice(0, mailLimits.htmlCharactersMax), mailLimits.htmlNestingMax);
  return sanitizeHtml(flat, options).trim();
}

/** Gives inline images their address; those the callback does not know stay off. */
export function showInlineImages(
  html: string,
  urlOf: (contentId: string) => string | null,
): string {
  return html.replace(/ data-cid="([^"]*)"/g, (whole, contentId: string) => {
    const url = urlOf(unescapeAttribute(contentId));
    return url === null ? whole : ` src="${escapeAttribute(url)}"`;
  });
}

/** Turns remote images on. Only for a reader who asked for them. */
export function showRemoteImages(html: string): string {
  return html.replace(
    / data-src="([^"]*)"/g,
    ' src="$1" referrerpolicy="no-referrer" loading="lazy"',
  );
}

const color = /^(?:#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s,.%]{5,40}\))$/i;
const length = /^-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|ex|ch|cm|mm|in|%)?$/i;
const lengths = /^(?:(?:auto|0|\d{1,3}(?:\.\d{1,3})?(?:px|pt|em|rem|ex|ch|cm|mm|in|%))\s*){1,4}$/i;
const border = /^[a-z0-9#.,%()\s-]{1,60}$/i;

const styles: Record<string, RegExp[]> = {
  color: [color],
  'background-color': [color],
  'font-weight': [/^(?:normal|bold|bolder|lighter|[1-9]00)$/i],
  'font-style': [/^(?:normal|italic|oblique)$/i],
  'font-size': [
    /^(?:[5-9]|[1-4]\d)(?:\.\d{1,3})?(?:px|pt)$/i,
    /^(?:0?\.[5-9]\d?|[12](?:\.\d{1,2})?)r?em$/i,
    /^(?:x-|xx-)?(?:small|large)(?:er|r)?$|^medium$/i,
    /^(?:[5-9]\d|1\d\d)%$/,
  ],
  'font-family': [/^[\p{L}\p{N}\s,'"-]{1,200}$/u],
  'text-align': [/^(?:start|end|left|right|center|justify)$/i],
  'text-decoration': [/^[a-z-]{1,20}$/i],
  'vertical-align': [/^[a-z-]{1,20}$/i, length],
  'line-height': [/^(?:normal|[1-3](?:\.\d{1,3})?|1\d\d%)$/i],
  'white-space': [/^(?:normal|pre|pre-wrap|pre-line|nowrap)$/i],
  direction: [/^(?:ltr|rtl)$/i],
  'list-style-type': [/^[a-z-]{1,30}$/i],
  margin: [lengths],
  padding: [lengths],
  width: [length],
  height: [length],
  'max-width': [length],
  border: [border],
  'border-left': [border],
  'border-right': [border],
  'border-top': [border],
  'border-bottom': [border],
  'border-collapse': [/^(?:collapse|separate)$/i],
};

const options: sanitizeHtml.IOptions = {
  allowedTags:
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
      ' ',
    ),
  allowedAttributes: {
    '*': ['dir', 'lang', 'title', 'align', 'style'],
    a: ['href', 'rel', 'target'],
    img: ['alt', 'width', 'height', 'data-cid', 'data-src', 'src'],
    font: ['color', 'face', 'size'],
    table: ['border', 'cellpadding', 'cellspacing', 'width', 'bgcolor'],
    td: ['colspan', 'rowspan', 'width', 'height', 'valign', 'bgcolor'],
    th: ['colspan', 'rowspan', 'width', 'height', 'valign', 'bgcolor', 'scope'],
    tr: ['valign', 'bgcolor'],
    col: ['span', 'width'],
    ol: ['start', 'type'],
    li: ['value'],
    time: ['datetime'],
  },
  allowedStyles: { '*': styles },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['data'] },
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
  allowProtocolRelative: false,
  nestingLimit: mailLimits.htmlNestingMax + 50,
  // What these hold is not text for a reader.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'xml',
    'head',
    'template',
    'iframe',
    'object',
    'svg',
    'math',
    'xmp',
    'noembed',
    'noframes',
    'plaintext',
  ],
  parser: { lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  textFilter: (text) => showBidiControls(text),
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs) }),
    img: (tagName, attribs) => ({ tagName, attribs: imageAttributes(attribs) }),
    // The page around the mail is ours; its direction and language are worth keeping.
    body: (_tagName, attribs) => ({ tagName: 'div', attribs }),
  },
};

function linkAttributes(attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const { href } = attribs;
  if (href === undefined || href.startsWith('#'))
    return withoutKeys(attribs, ['href', 'target', 'rel']);
  return { ...attribs, href: href.trim(), rel: 'noopener noreferrer nofollow', target: '_blank' };
}

/**
 * Turns a source into its inert form. The inert forms themselves are kept, so that sanitising
 * again, before it is shown, changes nothing: a sender who writes them gains nothing by it.
 */
function imageAttributes(attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const source = (attribs['src'] ?? '').trim();
  const rest = withoutKeys(attribs, ['src', 'data-cid', 'data-src']);
  if (/^cid:/i.test(source)) return { ...rest, 'data-cid': decodeContentId(source.slice(4)) };
  if (isWebAddress(source)) return { ...rest, 'data-src': source };
  if (/^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(source)) {
    return { ...rest, src: source };
  }
  const contentId = attribs['data-cid'] ?? '';
  const remote = attribs['data-src'] ?? '';
  if (contentId !== '') return { ...rest, 'data-cid': contentId };
  return isWebAddress(remote) ? { ...rest, 'data-src': remote } : rest;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]/i.test(text);
}

function decodeContentId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A content id with a bare percent sign was not encoded to begin with.
    return text;
  }
}

function withoutKeys(attribs: sanitizeHtml.Attributes, keys: string[]): sanitizeHtml.Attributes {
  return Object.fromEntries(Object.entries(attribs).filter(([key]) => !keys.includes(key)));
}

export function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function unescapeAttribute(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
