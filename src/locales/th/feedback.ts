import type { catalogue as en } from '../en/feedback.ts';

export const catalogue = {
  'feedback.title': 'เราทำได้ดีแค่ไหน',
  'feedback.about': 'คำขอ #{number} ของคุณถึง {workspace}',
  'feedback.question': 'คุณพึงพอใจเพียงใด',
  'feedback.score.1': 'แย่มาก',
  'feedback.score.2': 'แย่',
  'feedback.score.3': 'พอใช้',
  'feedback.score.4': 'ดี',
  'feedback.score.5': 'ดีมาก',
  'feedback.saved': 'ขอบคุณ บันทึกคำตอบของคุณแล้ว',
  'feedback.change': 'คุณเปลี่ยนได้ทุกเมื่อด้วยลิงก์เดิม',
  'feedback.comment': 'อยากบอกอะไรเราเพิ่มไหม',
  'feedback.comment.send': 'ส่งความเห็น',
  'feedback.comment.saved': 'ขอบคุณ เราได้รับความเห็นของคุณแล้ว',
  'feedback.failed': 'ส่งไม่สำเร็จ โปรดลองอีกครั้ง',
  'feedback.wrong': 'ลิงก์นี้ใช้ไม่ได้',
  'feedback.wrong.hint': 'ลิงก์อาจขาดหายไปบางส่วน โปรดเปิดจากข้อความของเราอีกครั้ง หรือคัดลอกลิงก์ทั้งหมด',
} satisfies Record<keyof typeof en, string>;
