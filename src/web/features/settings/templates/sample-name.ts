import type { Language } from '#locales/languages.ts';

/** An invented customer for the preview, as somebody who writes in the language may be called. */
export const sampleName: Readonly<Record<Language, string>> = {
  en: 'Lan Nguyen',
  vi: 'Nguyễn Thị Lan',
  th: 'สมศรี ใจดี',
  ar: 'ليلى حسن',
  'zh-Hant': '王小美',
  'zh-Hans': '李小梅',
};
