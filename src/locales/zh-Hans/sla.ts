import type { catalogue as en } from '../en/sla.ts';

export const catalogue = {
  'sla.policies': '服务水平',
  'sla.policies.hint': '客户多久会得到回应，以及超时会发生什么。',
  'sla.calendars': '日历',
  'sla.calendars.hint': '计时与团队营业所依据的工作时间与假日。',
} satisfies Record<keyof typeof en, string>;
