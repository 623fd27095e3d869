import { firstText, type HeaderField } from './header.ts';

const byCharset: readonly (readonly [RegExp, string])[] = [
  [/^(?:iso-2022-jp|shift_jis|euc-jp)/, 'ja'],
  [/^(?:euc-kr|iso-2022-kr)/, 'ko'],
  [/^(?:gb|hz|iso-2022-cn)/, 'zh-Hans'],
  [/^big5/, 'zh-Hant'],
  [/^(?:windows-874|iso-8859-11|tis-620)/, 'th'],
  [/^(?:windows-1258|viscii|tcvn)/, 'vi'],
  [/^(?:windows-1256|iso-8859-6)/, 'ar'],
  [/^(?:windows-1255|iso-8859-8)/, 'he'],
  [/^(?:windows-1253|iso-8859-7)/, 'el'],
  [/^(?:windows-1254|iso-8859-9)/, 'tr'],
];

/** Languages that the mail itself suggests, likeliest first. The words decide; these break ties. */
export function languageHintsOf(
  fields: readonly HeaderField[],
  body: { readonly html: string | null; readonly charsets: readonly string[] },
): string[] {
  const htmlTag = /<(?:html|body|div)\b[^>]{0,300}?\slang\s*=\s*["']?([a-z0-9-]{2,20})/i.exec(
    (body.html ?? '').slice(0, 5000),
  );
  const named = [
    ...tagsIn(firstText(fields, 'content-language')),
    ...tagsIn(htmlTag?.[1] ?? null),
    ...body.charsets.flatMap(
      (charset) => byCharset.find(([pattern]) => pattern.test(charset))?.[1] ?? [],
    ),
    ...tagsIn(firstText(fields, 'accept-language')),
    ...tagsIn(firstText(fields, 'x-accept-language')),
  ];
  return [...new Set(named)].slice(0, 5);
}

function tagsIn(text: string | null): string[] {
  return (text ?? '')
    .slice(0, 200)
    .split(/[,;]/)
    .map((tag) => tag.trim())
    .filter((tag) => /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(tag))
    .map(tidyTag);
}

/** The casing BCP 47 recommends, and the script instead of the region for Chinese. */
function tidyTag(tag: string): string {
  const [language = '', ...rest] = tag.split('-');
  if (language.toLowerCase() === 'zh') {
    return /hant|tw|hk|mo/i.test(rest.join('-')) ? 'zh-Hant' : 'zh-Hans';
  }
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part));
  return region === undefined
    ? language.toLowerCase()
    : `${language.toLowerCase()}-${region.toUpperCase()}`;
}
