import type { catalogue as en } from '../en/conflict.ts';

export const catalogue = {
  'conflict.sign.shouts': '大聲喊叫',
  'conflict.sign.argues': '爭辯',
  'conflict.sign.asks_for_manager': '要求見主管',
  'conflict.sign.abuses': '辱罵',
  'conflict.sign.threatens_review': '揚言給差評',
  'conflict.sign.threatens_press': '揚言找媒體',
  'conflict.sign.threatens_regulator': '揚言向主管機關檢舉',
  'conflict.sign.threatens_lawyer': '揚言採取法律行動',
  'conflict.level.none': '平靜',
  'conflict.level.tense': '緊張',
  'conflict.level.heated': '激烈',
  'conflict.level.hostile': '敵對',
} satisfies Record<keyof typeof en, string>;
