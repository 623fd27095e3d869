/**
 * A ticket's number as it stands in a sentence. The isolate keeps the sign before the digits where
 * the words run from right to left: `#1042` and not `1042#`.
 */
export function numberText(number: number): string {
  return `\u2066#${number}\u2069`;
}
