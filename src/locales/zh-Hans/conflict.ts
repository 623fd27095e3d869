import type { catalogue as en } from '../en/conflict.ts';

export const catalogue = {
  'conflict.sign.shouts': '大声喊叫',
  'conflict.sign.argues': '争辩',
  'conflict.sign.asks_for_manager': '要求见主管',
  'conflict.sign.abuses': '辱骂',
  'conflict.sign.threatens_review': '扬言给差评',
  'conflict.sign.threatens_press': '扬言找媒体',
  'conflict.sign.threatens_regulator': '扬言向监管部门投诉',
  'conflict.sign.threatens_lawyer': '扬言采取法律行动',
  'conflict.level.none': '平静',
  'conflict.level.tense': '紧张',
  'conflict.level.heated': '激烈',
  'conflict.level.hostile': '敌对',
} satisfies Record<keyof typeof en, string>;
