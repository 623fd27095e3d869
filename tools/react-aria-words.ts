import type { Plugin } from 'vite';

/**
 * React Aria speaks 34 languages in every bundle (about 40 KB gzipped), though neither Vietnamese nor
 * Thai. This keeps the three of its own that Belay speaks and adds ours from
 * `src/web/lib/aria-words.ts`.
 */
export function reactAriaWords(root: string): Plugin {
  const own = `${root}src/web/lib/aria-words.ts`;
  return {
    name: 'react-aria-words',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0] ?? id;
      if (!/react-(?:aria|stately)[^/]*\/dist\/.*intlStrings\.m?js$/.test(file)) return null;
      const imports = [
        ...code.matchAll(/import (\S+) from "([^"]*\/([^/"]+)\/([a-z]{2}-[A-Z]{2})\.m?js)"/g),
      ];
      const kept = imports.filter((match) =>
        ['en-US', 'ar-AE', 'zh-CN', 'zh-TW'].includes(match[4] ?? ''),
      );
      if (kept.length === 0) return null;
      const area = kept[0]?.[3] === 'intl' ? 'components' : (kept[0]?.[3] ?? '');
      const english = kept.find((match) => match[4] === 'en-US')?.[1] ?? '{}';
      const lines = [
        ...kept.map((match) => `import ${match[1]} from ${JSON.stringify(match[2])};`),
        `import { ariaWords } from ${JSON.stringify(own)};`,
        `const own = ariaWords[${JSON.stringify(area)}];`,
        'export default {',
        ...kept.map((match) => `  ${JSON.stringify(match[4])}: ${match[1]},`),
        `  "vi-VN": { ...${english}, ...own?.vi },`,
        `  "th-TH": { ...${english}, ...own?.th },`,
        '};',
      ];
      return { code: lines.join('\n'), map: null };
    },
  };
}
