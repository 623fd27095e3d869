import type { catalogue as en } from '../en/report.ts';

export const catalogue = {
  'report.escalation_rate.name': '升级率',
  'report.escalation_rate.definition': '已升级的工单数，除以该期间创建的所有工单。',
  'report.first_contact_resolution.name': '首次接触解决率',
  'report.first_contact_resolution.definition':
    '在已解决的工单中，人工回复不超过一次、从未重新打开且从未升级者。',
  'report.first_response_time.name': '首次响应时间',
  'report.first_response_time.definition':
    '从客户第一条消息到人员首次公开回复的工作时间；机器人不计。',
  'report.next_response_time.name': '后续响应时间',
  'report.next_response_time.definition': '从最早未回复的消息到获得回复的工作时间。',
  'report.resolution_time.name': '解决时间',
  'report.resolution_time.definition': '从创建到解决的工作时间，不含暂停。',
  'report.acknowledgement_time.name': '确认接手时间',
  'report.acknowledgement_time.definition':
    '从提出交接到确认接手的时间，按接收团队的工作时间计算。',
  'report.transfers_per_escalation.name': '每次升级的转手次数',
  'report.transfers_per_escalation.definition': '每次升级在首次交接之后的平均转手次数。',
  'report.solved_by_tier.name': '各层级解决比例',
  'report.solved_by_tier.definition': '各层级在已解决工单中所占的比例，并列其目标。',
  'report.breach_rate.name': '超时率',
  'report.breach_rate.definition':
    '超时的计时周期，除以达标与超时的周期总数；进行中与已取消者不计。',
  'report.escalations_over_30_days.name': '超过 30 天的升级',
  'report.escalations_over_30_days.definition': '开启超过三十天仍未结案的升级。',
  'report.reopen_rate.name': '重新打开率',
  'report.reopen_rate.definition': '至少重新打开一次的工单，除以至少解决过一次的工单。',
  'report.csat.name': '满意度',
  'report.csat.definition': '4 分与 5 分的回复，除以全部回复。',
  'report.csat_escalated.name': '满意度（已升级）',
  'report.csat_escalated.definition': '同上，仅计已升级的工单。',
  'report.csat_others.name': '满意度（其他）',
  'report.csat_others.definition': '同上，仅计从未升级的工单。',
  'report.deflection_rate.name': '由文章解答',
  'report.deflection_rate.definition': '由文章解答的问题，除以这些问题与创建的工单之和。',
} satisfies Record<keyof typeof en, string>;
