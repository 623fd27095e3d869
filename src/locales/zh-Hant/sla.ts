import type { catalogue as en } from '../en/sla.ts';

export const catalogue = {
  'sla.policies': '服務水準',
  'sla.policies.hint': '客戶多久會得到回應，以及逾時會發生什麼。',
  'sla.calendars': '行事曆',
  'sla.calendars.hint': '計時與團隊營業所依據的工作時間與假日。',
} satisfies Record<keyof typeof en, string>;
