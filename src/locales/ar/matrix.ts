import type { catalogue as en } from '../en/matrix.ts';

export const catalogue = {
  'matrix.title': 'مصفوفة التصعيد',
  'matrix.hint': 'من يتولى ماذا، وفي كم من الوقت، ومن التالي إن لم يجب أحد.',
} satisfies Record<keyof typeof en, string>;
