import type { catalogue as en } from '../en/workspace.ts';

export const catalogue = {
  'workspace.title': 'พื้นที่ทำงาน',
  'workspace.hint': 'ชื่อ ภาษา เขตเวลา และใครตอบเมื่อไม่เหลือใคร',
  'workspace.language.hint': 'สำหรับลูกค้าที่ Belay ไม่ทราบภาษา เพื่อนร่วมงานเลือกเองได้',
  'workspace.zone.hint': 'เวรและช่วงเวลาเงียบเป็นไปตามนี้ ปฏิทินมีเขตเวลาของตนเอง',
  'workspace.currency': 'สกุลเงิน',
  'workspace.currency.hint': 'สำหรับมูลค่าลูกค้าและการชดเชย',
  'workspace.catchAll': 'ผู้รับเคสสุดท้าย',
  'workspace.catchAll.hint': 'ตอบเมื่อเคสหรือการแจ้งเตือนจะไม่ถึงใครเลย',
} satisfies Record<keyof typeof en, string>;
