import type { catalogue as en } from '../en/conflict.ts';

export const catalogue = {
  'conflict.sign.shouts': 'Nói lớn tiếng',
  'conflict.sign.argues': 'Phàn nàn gay gắt',
  'conflict.sign.asks_for_manager': 'Đòi gặp quản lý',
  'conflict.sign.abuses': 'Xúc phạm',
  'conflict.sign.threatens_review': 'Dọa đánh giá xấu',
  'conflict.sign.threatens_press': 'Dọa đưa lên báo chí',
  'conflict.sign.threatens_regulator': 'Dọa báo cơ quan chức năng',
  'conflict.sign.threatens_lawyer': 'Dọa kiện',
  'conflict.level.none': 'Bình thường',
  'conflict.level.tense': 'Căng thẳng',
  'conflict.level.heated': 'Gay gắt',
  'conflict.level.hostile': 'Thù địch',
} satisfies Record<keyof typeof en, string>;
