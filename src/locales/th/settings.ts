import type { catalogue as en } from '../en/settings.ts';

export const catalogue = {
  'settings.title': 'การตั้งค่า',
  'settings.me.hint': 'โปรไฟล์ การแจ้งเตือน และวิธีเข้าสู่ระบบของคุณ',
  'settings.group.own': 'ของคุณ',
  'settings.group.people': 'บุคลากรและทีม',
  'settings.group.channels': 'ช่องทางและถ้อยคำ',
  'settings.group.service': 'ระดับบริการและการยกระดับ',
  'settings.group.workspace': 'พื้นที่ทำงาน',
} satisfies Record<keyof typeof en, string>;
