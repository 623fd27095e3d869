import { IntlMessageFormat } from 'intl-messageformat';
import { directionOf, intlTag, type Language } from './languages.ts';

export type Value = string | number | boolean | Date | null | undefined;
export type Values = Readonly<Record<string, Value>>;

export type Translator<Key extends string> = {
  readonly language: Language;
  /** Says the message with its values. Names from elsewhere are isolated where direction changes. */
  (key: Key, values?: Values): string;
  /** The same, in pieces, so that a value may be an element of the page. */
  readonly parts: <Part>(
    key: Key,
    values: Readonly<Record<string, Part | Value>>,
  ) => (Part | string)[];
  /** Whether the key is known, for keys put together from codes that come over the wire. */
  readonly has: (key: string) => key is Key;
};

/**
 * Makes the function that turns keys and values into words of one language. Messages are ICU
 * MessageFormat; each is compiled at its first use. A key that is missing, or a value that does
 * not fit, is a bug: it is written to the console and the bare message is shown, since a wrong
 * word must never cost somebody the screen.
 */
export function createTranslator<Key extends string>(
  language: Language,
  messages: Readonly<Record<Key, string>>,
): Translator<Key> {
  const compiled = new Map<Key, IntlMessageFormat>();
  const has = (key: string): key is Key => Object.hasOwn(messages, key);

  const compile = (key: Key, message: string): IntlMessageFormat => {
    const known = compiled.get(key);
    if (known) return known;
    const fresh = new IntlMessageFormat(message, intlTag(language), undefined, { ignoreTag: true });
    compiled.set(key, fresh);
    return fresh;
  };

  const translate = (key: Key, values?: Values): string => {
    const message = has(key) ? messages[key] : key;
    if (!needsFormat.test(message)) return message;
    try {
      return String(compile(key, message).format(isolated(language, values)));
    } catch (error) {
      console.error(`message ${key} in ${language} cannot be said`, error);
      return message;
    }
  };

  const parts = <Part>(key: Key, values: Readonly<Record<string, Part | Value>>) => {
    const said = compile(key, has(key) ? messages[key] : key).format<Part>(
      isolated(language, values),
    );
    return Array.isArray(said) ? said : [said];
  };

  return Object.assign(translate, { language, parts, has });
}

const needsFormat = /[{}']/;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const leftToRight = /\p{Script=Latin}|\p{Script=Thai}|\p{Script=Han}/u;

/**
 * Wraps texts that run against the sentence in FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE, so
 * that an Arabic name in an English sentence cannot move the words around it, nor the reverse.
 */
function isolated<Part>(
  language: Language,
  values: Readonly<Record<string, Part | Value>> | undefined,
): Record<string, Part | Value> {
  const against = directionOf(language) === 'rtl' ? leftToRight : rightToLeft;
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' && against.test(value) ? `\u2068${value}\u2069` : value,
    ]),
  );
}
