import type { catalogue as en } from '../en/conflict.ts';

export const catalogue = {
  'conflict.sign.shouts': 'ตะโกน',
  'conflict.sign.argues': 'โต้แย้ง',
  'conflict.sign.asks_for_manager': 'ขอพบผู้จัดการ',
  'conflict.sign.abuses': 'ใช้คำหยาบคาย',
  'conflict.sign.threatens_review': 'ขู่จะรีวิวไม่ดี',
  'conflict.sign.threatens_press': 'ขู่จะแจ้งสื่อ',
  'conflict.sign.threatens_regulator': 'ขู่จะร้องเรียนหน่วยงานรัฐ',
  'conflict.sign.threatens_lawyer': 'ขู่จะฟ้องร้อง',
  'conflict.level.none': 'สงบ',
  'conflict.level.tense': 'ตึงเครียด',
  'conflict.level.heated': 'ร้อนแรง',
  'conflict.level.hostile': 'เป็นปฏิปักษ์',
} satisfies Record<keyof typeof en, string>;
