/** What is written in the field of a value, in whole units or with cents: `1200`, `1200.50`. */
export function centsFrom(text: string): number | null {
  const plain = text.trim().replaceAll(/[\s_]/g, '').replace(',', '.');
  if (plain === '') return 0;
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 100);
}

export function textOfCents(cents: number): string {
  if (cents === 0) return '';
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
}
