/** White or almost black: whichever is read better on a colour (WCAG 2.2, relative luminance). */
export function inkOn(color: string): '#ffffff' | '#111118' {
  const light = luminance(color);
  return 1.05 / (light + 0.05) >= (light + 0.05) / (luminance('#111118') + 0.05)
    ? '#ffffff'
    : '#111118';
}

function luminance(color: string): number {
  const channel = (from: number): number => {
    const share = Number.parseInt(color.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
