import type { Area } from '../catalogue.ts';

export const catalogue = {
  'conflict.sign.shouts': 'Shouts',
  'conflict.sign.argues': 'Argues',
  'conflict.sign.asks_for_manager': 'Asks for a manager',
  'conflict.sign.abuses': 'Insults',
  'conflict.sign.threatens_review': 'Threatens a bad review',
  'conflict.sign.threatens_press': 'Threatens to go to the press',
  'conflict.sign.threatens_regulator': 'Threatens to go to an authority',
  'conflict.sign.threatens_lawyer': 'Threatens legal action',
  'conflict.level.none': 'Calm',
  'conflict.level.tense': 'Tense',
  'conflict.level.heated': 'Heated',
  'conflict.level.hostile': 'Hostile',
} as const satisfies Area<'conflict'>;
