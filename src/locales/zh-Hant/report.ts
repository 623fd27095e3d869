import type { catalogue as en } from '../en/report.ts';

export const catalogue = {
  'report.escalation_rate.name': '升級率',
  'report.escalation_rate.definition': '已升級的工單數，除以該期間建立的所有工單。',
  'report.first_contact_resolution.name': '首次接觸解決率',
  'report.first_contact_resolution.definition':
    '在已解決的工單中，人工回覆不超過一次、從未重新開啟且從未升級者。',
  'report.first_response_time.name': '首次回應時間',
  'report.first_response_time.definition':
    '從客戶第一則訊息到人員首次公開回覆的工作時間；機器人不計。',
  'report.next_response_time.name': '後續回應時間',
  'report.next_response_time.definition': '從最早未回覆的訊息到獲得回覆的工作時間。',
  'report.resolution_time.name': '解決時間',
  'report.resolution_time.definition': '從建立到解決的工作時間，不含暫停。',
  'report.acknowledgement_time.name': '確認接手時間',
  'report.acknowledgement_time.definition':
    '從提出交接到確認接手的時間，依接收團隊的工作時間計算。',
  'report.transfers_per_escalation.name': '每次升級的轉手次數',
  'report.transfers_per_escalation.definition': '每次升級在首次交接之後的平均轉手次數。',
  'report.solved_by_tier.name': '各層級解決比例',
  'report.solved_by_tier.definition': '各層級在已解決工單中所占的比例，並列其目標。',
  'report.breach_rate.name': '逾時率',
  'report.breach_rate.definition':
    '逾時的計時週期，除以達標與逾時的週期總數；進行中與已取消者不計。',
  'report.escalations_over_30_days.name': '超過 30 天的升級',
  'report.escalations_over_30_days.definition': '開啟超過三十天仍未結案的升級。',
  'report.reopen_rate.name': '重新開啟率',
  'report.reopen_rate.definition': '至少重新開啟一次的工單，除以至少解決過一次的工單。',
  'report.csat.name': '滿意度',
  'report.csat.definition': '4 分與 5 分的回覆，除以全部回覆。',
  'report.csat_escalated.name': '滿意度（已升級）',
  'report.csat_escalated.definition': '同上，僅計已升級的工單。',
  'report.csat_others.name': '滿意度（其他）',
  'report.csat_others.definition': '同上，僅計從未升級的工單。',
  'report.deflection_rate.name': '由文章解答',
  'report.deflection_rate.definition': '由文章解答的問題，除以這些問題與建立的工單之和。',
} satisfies Record<keyof typeof en, string>;
