import type { catalogue as en } from '../en/workspace.ts';

export const catalogue = {
  'workspace.title': '工作区',
  'workspace.hint': '名称、语言、时区，以及无人可接时由谁回应。',
  'workspace.language.hint': '用于 Belay 不知其语言的客户。同事各自选择自己的语言。',
  'workspace.zone.hint': '轮值与免打扰时段依此。日历有自己的时区。',
  'workspace.currency': '货币',
  'workspace.currency.hint': '用于客户价值与补偿。',
  'workspace.catchAll': '兜底承接人',
  'workspace.catchAll.hint': '当工单或警报无人可达时由其回应。',
} satisfies Record<keyof typeof en, string>;
