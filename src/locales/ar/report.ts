import type { catalogue as en } from '../en/report.ts';

export const catalogue = {
  'report.escalation_rate.name': 'معدل التصعيد',
  'report.escalation_rate.definition':
    'عدد التذاكر التي صُعِّدت مقسومًا على جميع التذاكر المنشأة في الفترة.',
  'report.first_contact_resolution.name': 'الحل من أول تواصل',
  'report.first_contact_resolution.definition':
    'من بين التذاكر المحلولة: ما لم يتجاوز ردًّا بشريًّا واحدًا ولم يُعَد فتحه ولم يُصعَّد.',
  'report.first_response_time.name': 'زمن الرد الأول',
  'report.first_response_time.definition':
    'زمن العمل من أول رسالة للعميل حتى أول رد علني من شخص. لا تُحتسب الردود الآلية.',
  'report.next_response_time.name': 'زمن الرد التالي',
  'report.next_response_time.definition': 'زمن العمل من أقدم رسالة بلا رد حتى الرد عليها.',
  'report.resolution_time.name': 'زمن الحل',
  'report.resolution_time.definition': 'زمن العمل من الفتح حتى الحل دون فترات التوقف.',
  'report.acknowledgement_time.name': 'زمن الاستلام',
  'report.acknowledgement_time.definition':
    'من عرض الإحالة حتى استلامها، بحسب ساعات الفريق المستلم.',
  'report.transfers_per_escalation.name': 'الإحالات لكل تصعيد',
  'report.transfers_per_escalation.definition': 'متوسط عدد الإحالات بعد الأولى لكل تصعيد بدأ.',
  'report.solved_by_tier.name': 'المحلول حسب المستوى',
  'report.solved_by_tier.definition': 'حصة كل مستوى من التذاكر المحلولة بجانب هدفه.',
  'report.breach_rate.name': 'معدل تجاوز المهل',
  'report.breach_rate.definition':
    'دورات الساعات المتجاوزة مقسومة على ما أُوفي به أو تُجووز. لا تُحتسب الجارية والملغاة.',
  'report.escalations_over_30_days.name': 'تصعيدات تجاوزت 30 يومًا',
  'report.escalations_over_30_days.definition': 'التصعيدات المفتوحة منذ أكثر من ثلاثين يومًا.',
  'report.reopen_rate.name': 'معدل إعادة الفتح',
  'report.reopen_rate.definition':
    'التذاكر التي أُعيد فتحها مرة على الأقل مقسومة على التي حُلّت مرة على الأقل.',
  'report.csat.name': 'الرضا',
  'report.csat.definition': 'الإجابات 4 و5 مقسومة على جميع الإجابات.',
  'report.csat_escalated.name': 'الرضا، المصعَّدة',
  'report.csat_escalated.definition': 'النسبة نفسها للتذاكر المصعَّدة.',
  'report.csat_others.name': 'الرضا، غيرها',
  'report.csat_others.definition': 'النسبة نفسها للتذاكر التي لم تُصعَّد قط.',
  'report.deflection_rate.name': 'أجابت عنه المقالات',
  'report.deflection_rate.definition':
    'الأسئلة التي أجابت عنها مقالة مقسومة عليها مع التذاكر المفتوحة.',
} satisfies Record<keyof typeof en, string>;
