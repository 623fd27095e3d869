import type { catalogue as en } from '../en/sla.ts';

export const catalogue = {
  'sla.policies': 'ระดับบริการ',
  'sla.policies.hint': 'ลูกค้าจะได้รับคำตอบเร็วแค่ไหน และเกิดอะไรขึ้นเมื่อล่าช้า',
  'sla.calendars': 'ปฏิทิน',
  'sla.calendars.hint': 'เวลาทำงานและวันหยุดที่ใช้นับเวลาและเวลาเปิดของทีม',
} satisfies Record<keyof typeof en, string>;
