import type { catalogue as en } from '../en/settings.ts';

export const catalogue = {
  'settings.title': 'Cài đặt',
  'settings.me.hint': 'Hồ sơ, thông báo và cách bạn đăng nhập.',
  'settings.group.own': 'Bạn',
  'settings.group.people': 'Con người và nhóm',
  'settings.group.channels': 'Kênh và lời văn',
  'settings.group.service': 'Mức dịch vụ và leo thang',
  'settings.group.workspace': 'Không gian làm việc',
} satisfies Record<keyof typeof en, string>;
