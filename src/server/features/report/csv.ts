/*
 * CSV for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it: customers choose the words of subjects, and `=HYPERLINK(…)` in one must stay
 * words on the computer of whoever opens the file. Excel reads UTF-8 only after a byte-order mark.
 */

export type Cell = string | number | boolean | null;

export const csvMediaType = 'text/csv; charset=utf-8';
export const byteOrderMark = '\uFEFF';

/** One line of a file, its end included. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Signs that make a cell a formula, their full-width forms, and what is skipped before them. */
const formulaStart =
  /^[\s\u0000-\u001f\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  // Numbers are ours; a minus of ours is a minus.
  if (typeof cell !== 'string') return String(cell);
  const safe = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
