/** A pattern of `like` that finds the text anywhere, in lower case, whatever signs it holds. */
export function containing(text: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&');
  return `%${plain}%`;
}
