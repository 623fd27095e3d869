import { HolidayFault, type HolidayProblem } from './holiday-problem.ts';

/*
 * The lines of an iCalendar text (RFC 5545, 3.1) with the places they stand at. The library that
 * reads their values knows no lines, and a fault that cannot be found in the file is no help.
 */

/** A content line after unfolding; `line` is where it begins in the file, from 1. */
export type ContentLine = { readonly line: number; readonly name: string; readonly text: string };

/** `BEGIN:name` … `END:name` with what stands between. */
export type IcalComponent = {
  readonly name: string;
  readonly line: number;
  readonly lines: readonly ContentLine[];
  readonly components: readonly IcalComponent[];
};

type Open = { name: string; line: number; lines: ContentLine[]; components: IcalComponent[] };

/** The calendars of the text; throws the first fault of its structure. */
export function readComponents(text: string): readonly IcalComponent[] {
  const lines = unfolded(text);
  const first = lines[0];
  if (first === undefined || first.text.toUpperCase() !== 'BEGIN:VCALENDAR') {
    throw new HolidayFault('not_a_calendar', first?.line ?? 1, first?.text ?? '');
  }
  const roots: IcalComponent[] = [];
  const stack: Open[] = [];
  for (const line of lines) {
    const top = stack.at(-1);
    const value = line.text
      .slice(line.name.length + 1)
      .trim()
      .toUpperCase();
    if (line.name === 'BEGIN') {
      stack.push({ name: value, line: line.line, lines: [], components: [] });
    } else if (line.name === 'END') {
      if (top === undefined || top.name !== value) {
        throw new HolidayFault('end_unexpected', line.line, line.text);
      }
      stack.pop();
      (stack.at(-1)?.components ?? roots).push(top);
    } else if (top === undefined) {
      throw new HolidayFault('line_malformed', line.line, line.text);
    } else top.lines.push(line);
  }
  const unclosed = stack.at(-1);
  if (unclosed !== undefined) {
    throw new HolidayFault('component_unclosed', unclosed.line, `BEGIN:${unclosed.name}`);
  }
  return roots;
}

/** The first line of the component with the name; null when it has none. */
export function lineOf({ lines }: IcalComponent, name: string): ContentLine | null {
  return lines.find((line) => line.name === name) ?? null;
}

export function problemOf(error: unknown): HolidayProblem {
  if (error instanceof HolidayFault) return error.problem;
  throw error;
}

const namePattern = /^([A-Za-z0-9-]+)[;:]/;

function unfolded(text: string): ContentLine[] {
  const found: { line: number; text: string }[] = [];
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  for (const [index, raw] of withoutMark.split(/\r\n|\n|\r/).entries()) {
    const last = found.at(-1);
    if (/^[ \t]/.test(raw) && last !== undefined) last.text += raw.slice(1);
    else if (raw.trim() !== '') found.push({ line: index + 1, text: raw });
  }
  return found.map(({ line, text: whole }, index) => {
    const match = namePattern.exec(whole);
    if (match?.[1] !== undefined) return { line, name: match[1].toUpperCase(), text: whole };
    throw new HolidayFault(index === 0 ? 'not_a_calendar' : 'line_malformed', line, whole);
  });
}
