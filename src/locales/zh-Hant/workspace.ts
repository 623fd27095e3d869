import type { catalogue as en } from '../en/workspace.ts';

export const catalogue = {
  'workspace.title': '工作區',
  'workspace.hint': '名稱、語言、時區，以及無人可接時由誰回應。',
  'workspace.language.hint': '用於 Belay 不知其語言的客戶。同事各自選擇自己的語言。',
  'workspace.zone.hint': '輪值與安靜時段依此。行事曆有自己的時區。',
  'workspace.currency': '貨幣',
  'workspace.currency.hint': '用於客戶價值與補償。',
  'workspace.catchAll': '最終承接人',
  'workspace.catchAll.hint': '當工單或警示無人可達時由其回應。',
} satisfies Record<keyof typeof en, string>;
