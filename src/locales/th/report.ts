import type { catalogue as en } from '../en/report.ts';

export const catalogue = {
  'report.escalation_rate.name': 'อัตราการยกระดับ',
  'report.escalation_rate.definition': 'จำนวนเรื่องที่ถูกยกระดับ หารด้วยเรื่องทั้งหมดที่สร้างในช่วงเวลานั้น',
  'report.first_contact_resolution.name': 'แก้ไขได้ในการติดต่อครั้งแรก',
  'report.first_contact_resolution.definition':
    'ในบรรดาเรื่องที่แก้ไขแล้ว: เรื่องที่มีคนตอบไม่เกินหนึ่งครั้ง ไม่เคยเปิดใหม่ และไม่เคยยกระดับ',
  'report.first_response_time.name': 'เวลาตอบครั้งแรก',
  'report.first_response_time.definition':
    'เวลาทำการจากข้อความแรกของลูกค้าถึงคำตอบสาธารณะแรกจากคน ไม่นับบอต',
  'report.next_response_time.name': 'เวลาตอบครั้งถัดไป',
  'report.next_response_time.definition': 'เวลาทำการจากข้อความที่ยังไม่ตอบซึ่งเก่าที่สุดถึงคำตอบ',
  'report.resolution_time.name': 'เวลาแก้ไข',
  'report.resolution_time.definition': 'เวลาทำการตั้งแต่เปิดจนแก้ไขเสร็จ ไม่รวมช่วงหยุดพัก',
  'report.acknowledgement_time.name': 'เวลารับเรื่อง',
  'report.acknowledgement_time.definition': 'จากการส่งต่อจนถึงการรับเรื่อง ตามเวลาทำการของทีมผู้รับ',
  'report.transfers_per_escalation.name': 'จำนวนการส่งต่อต่อการยกระดับ',
  'report.transfers_per_escalation.definition': 'จำนวนการส่งต่อหลังครั้งแรก เฉลี่ยต่อการยกระดับที่เริ่มขึ้น',
  'report.solved_by_tier.name': 'แก้ไขตามระดับ',
  'report.solved_by_tier.definition': 'แต่ละระดับแก้ไขเรื่องเป็นสัดส่วนเท่าใด เทียบกับเป้าหมาย',
  'report.breach_rate.name': 'อัตราเกินกำหนด',
  'report.breach_rate.definition':
    'รอบนาฬิกาที่เกินกำหนด หารด้วยรอบที่ทันหรือเกินกำหนด ไม่นับรอบที่กำลังเดินหรือยกเลิก',
  'report.escalations_over_30_days.name': 'การยกระดับเกิน 30 วัน',
  'report.escalations_over_30_days.definition': 'การยกระดับที่เปิดค้างเกินสามสิบวัน',
  'report.reopen_rate.name': 'อัตราการเปิดใหม่',
  'report.reopen_rate.definition': 'เรื่องที่เปิดใหม่อย่างน้อยหนึ่งครั้ง หารด้วยเรื่องที่เคยแก้ไขแล้ว',
  'report.csat.name': 'ความพึงพอใจ',
  'report.csat.definition': 'คำตอบ 4 และ 5 หารด้วยคำตอบทั้งหมด',
  'report.csat_escalated.name': 'ความพึงพอใจ (ยกระดับ)',
  'report.csat_escalated.definition': 'สัดส่วนเดียวกัน เฉพาะเรื่องที่ยกระดับ',
  'report.csat_others.name': 'ความพึงพอใจ (อื่น ๆ)',
  'report.csat_others.definition': 'สัดส่วนเดียวกัน เฉพาะเรื่องที่ไม่เคยยกระดับ',
  'report.deflection_rate.name': 'ตอบได้ด้วยบทความ',
  'report.deflection_rate.definition': 'คำถามที่บทความตอบได้ หารด้วยคำถามเหล่านั้นรวมกับเรื่องที่เปิด',
} satisfies Record<keyof typeof en, string>;
