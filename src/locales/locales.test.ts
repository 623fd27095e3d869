import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { errorCodes, titleKey } from '#server/platform/errors/registry.ts';
import { intlTag, languages, matchLanguage, resolveLanguage } from './languages.ts';
import { createTranslator } from './message-format.ts';
import { catalogues, translator } from './translate.ts';

type Element = {
  type: number;
  value?: string;
  options?: Record<string, { value: Element[] }>;
};
const literal = 0;
const pluralElement = 6;
const pound = 7;

test('Every language has exactly the keys of English, none of them empty', () => {
  const keys = Object.keys(catalogues.en).sort();
  for (const { code } of languages) {
    assert.deepEqual(Object.keys(catalogues[code]).sort(), keys, code);
    for (const [key, message] of Object.entries(catalogues[code])) {
      assert.notEqual(message.trim(), '', `${code} ${key}`);
      assert.equal(message, message.normalize('NFC'), `${code} ${key} is not NFC`);
    }
  }
});

test('Every message can be read, and takes the same values in every language', () => {
  for (const [key, english] of Object.entries(catalogues.en)) {
    const expected = [...valuesOf(parse(english, 'en', key))].sort();
    for (const { code } of languages) {
      const message = new Map(Object.entries(catalogues[code])).get(key) ?? '';
      assert.deepEqual([...valuesOf(parse(message, code, key))].sort(), expected, `${code} ${key}`);
    }
  }
});

test('Every plural has the forms that its language counts with', () => {
  for (const { code } of languages) {
    const needed = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(catalogues[code])) {
      for (const forms of pluralsOf(parse(message, code, key))) {
        const missing = needed.filter((category) => !forms.includes(category));
        assert.deepEqual(missing, [], `${code} ${key}`);
      }
    }
  }
});

test('Arabic counts in six forms', () => {
  const t = translator('ar');
  const said = [0, 1, 2, 3, 11, 100].map((count) => t('common.count.tickets', { count }));
  assert.equal(new Set(said.map((text) => text.replace(/\d+/, '#'))).size, 5);
  assert.match(t('common.count.tickets', { count: 3 }), /^3 تذاكر$/);
});

test('A tag falls back along region and script', () => {
  assert.equal(matchLanguage('vi-VN'), 'vi');
  assert.equal(matchLanguage('zh-TW'), 'zh-Hant');
  assert.equal(matchLanguage('zh_HK'), 'zh-Hant');
  assert.equal(matchLanguage('zh-Hans-HK'), 'zh-Hans');
  assert.equal(matchLanguage('zh-CN'), 'zh-Hans');
  assert.equal(matchLanguage('zh'), 'zh-Hans');
  assert.equal(matchLanguage('ar-EG'), 'ar');
  assert.equal(matchLanguage('fr-FR'), null);
  assert.equal(resolveLanguage('fr', null, 'th-TH'), 'th');
  assert.equal(resolveLanguage(), 'en');
});

test('A name that runs against the sentence is isolated, and others are left alone', () => {
  assert.equal(translator('en')('common.account', { name: 'Lan' }), 'Account of Lan');
  assert.equal(translator('en')('common.account', { name: 'أحمد' }), 'Account of \u2068أحمد\u2069');
  assert.match(translator('ar')('common.account', { name: 'Lan' }), /\u2068Lan\u2069/);
});

test('A value may be an element, and the words around it stay in order', () => {
  const bold = { element: 'b' };
  assert.deepEqual(translator('en').parts('common.account', { name: bold }), ['Account of ', bold]);
});

test('Numbers are written in Latin digits in Arabic', () => {
  const t = createTranslator('ar', { count: '{count, number}' });
  assert.match(t('count', { count: 1234 }), /^[\d.,٬]+$/);
});

test('Every error code of the registry can be said', () => {
  const t = translator('en');
  assert.deepEqual(
    errorCodes.filter((code) => !t.has(titleKey(code))),
    [],
  );
});

function parse(
  message: string,
  language: (typeof languages)[number]['code'],
  key: string,
): Element[] {
  try {
    const format = new IntlMessageFormat(message, intlTag(language), undefined, {
      ignoreTag: true,
    });
    return format.getAst() as Element[];
  } catch (error) {
    throw new Error(`${language} ${key} cannot be read: ${message}`, { cause: error });
  }
}

function valuesOf(elements: readonly Element[]): Set<string> {
  const names = new Set<string>();
  for (const element of elements) {
    if (element.type !== literal && element.type !== pound && element.value) {
      names.add(element.value);
    }
    for (const option of Object.values(element.options ?? {})) {
      for (const name of valuesOf(option.value)) names.add(name);
    }
  }
  return names;
}

function pluralsOf(elements: readonly Element[]): string[][] {
  return elements.flatMap((element) => [
    ...(element.type === pluralElement ? [Object.keys(element.options ?? {})] : []),
    ...Object.values(element.options ?? {}).flatMap((option) => pluralsOf(option.value)),
  ]);
}
