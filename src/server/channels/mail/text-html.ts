import { LinkifyIt } from 'linkify-it';
import { escapeAttribute } from './sanitise.ts';

/**
 * Turns what an agent typed into HTML that every mail program shows: paragraphs with their
 * own direction, line breaks, links. Everything is escaped; only http, https and mailto
 * become links, and those show their true target.
 */
const linkify = new LinkifyIt({
  fuzzyLink: true,
  fuzzyEmail: true,
  fuzzyIP: false,
  maxLength: 2000,
});
linkify.add('ftp:', null).add('//', null);

// Nobody types such a line; it is shown as it is, without a search for links.
const linkedCharactersMax = 20_000;

export function textToMailHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p dir="auto" style="margin: 0 0 1em">${paragraphHtml(paragraph)}</p>`)
    .join('\n');
}

function paragraphHtml(paragraph: string): string {
  return paragraph.split('\n').map(lineHtml).join('<br>\n');
}

function lineHtml(line: string): string {
  const matches = line.length > linkedCharactersMax ? null : linkify.match(line);
  if (matches === null || matches === undefined) return keepSpaces(escapeAttribute(line));
  const pieces: string[] = [];
  let at = 0;
  for (const match of matches) {
    pieces.push(keepSpaces(escapeAttribute(line.slice(at, match.index))));
    const shown = line.slice(match.index, match.lastIndex);
    pieces.push(isSafeTarget(match.url) ? link(match.url, shown) : escapeAttribute(shown));
    at = match.lastIndex;
  }
  pieces.push(keepSpaces(escapeAttribute(line.slice(at))));
  return pieces.join('');
}

function isSafeTarget(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}

function link(url: string, shown: string): string {
  return `<a href="${escapeAttribute(url)}" rel="noopener noreferrer">${escapeAttribute(shown)}</a>`;
}

/** HTML folds runs of blanks; agents align lists and code with them. */
function keepSpaces(html: string): string {
  return html.replace(/ {2,}/g, (run) => `${'&nbsp;'.repeat(run.length - 1)} `);
}
