import type { catalogue as en } from '../en/conflict.ts';

export const catalogue = {
  'conflict.sign.shouts': 'يصرخ',
  'conflict.sign.argues': 'يجادل',
  'conflict.sign.asks_for_manager': 'يطلب المدير',
  'conflict.sign.abuses': 'يسيء بالكلام',
  'conflict.sign.threatens_review': 'يهدد بتقييم سيئ',
  'conflict.sign.threatens_press': 'يهدد باللجوء إلى الصحافة',
  'conflict.sign.threatens_regulator': 'يهدد باللجوء إلى الجهات الرقابية',
  'conflict.sign.threatens_lawyer': 'يهدد باتخاذ إجراء قانوني',
  'conflict.level.none': 'هادئ',
  'conflict.level.tense': 'متوتر',
  'conflict.level.heated': 'محتدم',
  'conflict.level.hostile': 'عدائي',
} satisfies Record<keyof typeof en, string>;
