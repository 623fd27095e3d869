import type { catalogue as en } from '../en/sla.ts';

export const catalogue = {
  'sla.policies': 'Mức dịch vụ',
  'sla.policies.hint': 'Khách hàng được hồi âm trong bao lâu, và điều gì xảy ra khi trễ.',
  'sla.calendars': 'Lịch làm việc',
  'sla.calendars.hint': 'Giờ làm việc và ngày nghỉ để tính đồng hồ và giờ mở cửa của nhóm.',
} satisfies Record<keyof typeof en, string>;
