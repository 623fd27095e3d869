/** What a code of the API means. The docs, the problem documents and the statuses come from it. */
export type ErrorDefinition = {
  /** The HTTP status. Decided here and nowhere else. */
  readonly status: number;
  /** What happened, in a few words of English; the desk shows `titleKey` instead. */
  readonly title: string;
  /** When a caller meets the code. */
  readonly when: string;
  /** What the caller may do now. */
  readonly wayOut: string;
};

/** Keeps the codes as literal types while checking each definition. */
export function defineErrors<const Codes extends Record<string, ErrorDefinition>>(
  codes: Codes,
): Codes {
  return codes;
}
