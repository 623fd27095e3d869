import { IntlMessageFormat } from 'intl-messageformat';
import { intlTag, type Language } from './languages.ts';

/** Why a text that a person wrote cannot be used as a message. */
export type MessageFault =
  /** It is no ICU MessageFormat: a brace that does not close, a `select` without `other`. */
  | { readonly code: 'syntax' }
  | { readonly code: 'unknown_placeholder'; readonly name: string }
  /** Numbers and dates come in as finished words: `{ticketNumber, number}` has nothing to do. */
  | { readonly code: 'unsupported_format'; readonly name: string };

type Elements = ReturnType<IntlMessageFormat['getAst']>;
type Argument = { readonly name: string; readonly isFormatted: boolean };

/**
 * What is wrong with a text that may use the placeholders `known`; null when nothing is. The
 * server asks before it keeps a text and the desk while it is being written.
 */
export function checkMessage(
  text: string,
  language: Language,
  known: readonly string[],
): MessageFault | null {
  let found: readonly Argument[];
  try {
    found = argumentsOf(parse(text, language));
  } catch (error) {
    if (error instanceof Error) return { code: 'syntax' };
    throw error;
  }
  for (const { name, isFormatted } of found) {
    if (!known.includes(name)) return { code: 'unknown_placeholder', name };
    if (isFormatted) return { code: 'unsupported_format', name };
  }
  return null;
}

/** The placeholders that a text uses, in order, each once. Throws when `checkMessage` finds fault. */
export function placeholdersOf(text: string, language: Language): readonly string[] {
  return [...new Set(argumentsOf(parse(text, language)).map(({ name }) => name))];
}

function parse(text: string, language: Language): Elements {
  return new IntlMessageFormat(text, intlTag(language), undefined, { ignoreTag: true }).getAst();
}

function argumentsOf(elements: Elements): readonly Argument[] {
  return elements.flatMap((element): readonly Argument[] => {
    if (!('value' in element) || !isArgument(element.type)) return [];
    const own = { name: element.value, isFormatted: isFormatted(element.type) };
    const inside = 'options' in element ? Object.values(element.options) : [];
    return [own, ...inside.flatMap((option) => argumentsOf(option.value))];
  });
}

/** The parser's numbers: 0 is literal text, 7 the `#` of a plural. */
function isArgument(type: number): boolean {
  return type !== 0 && type !== 7;
}

/** 2 number, 3 date, 4 time. */
function isFormatted(type: number): boolean {
  return type >= 2 && type <= 4;
}
