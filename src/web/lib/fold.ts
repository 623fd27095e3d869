/**
 * A text as people search for it: lower case, without the marks of Latin, Vietnamese and Arabic
 * letters. Thai vowels and tones are kept, since words differ by nothing else.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[أإآٱ]/g, 'ا')
    .toLowerCase()
    .normalize('NFC');
}
