import type { catalogue as en } from '../en/matrix.ts';

export const catalogue = {
  'matrix.title': 'เมทริกซ์การยกระดับ',
  'matrix.hint': 'ใครรับเรื่องใด ภายในเวลาเท่าใด และใครเป็นคนถัดไปเมื่อไม่มีใครตอบ',
} satisfies Record<keyof typeof en, string>;
