import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'errors.network': 'ติดต่อ Belay ไม่ได้ โปรดตรวจสอบการเชื่อมต่อ ระบบกำลังลองใหม่',
  'errors.timeout': 'ใช้เวลานานเกินไป โปรดลองอีกครั้ง',
  'errors.unknown': 'เกิดข้อผิดพลาดทางฝั่งเรา ระบบบันทึกไว้แล้ว โปรดลองอีกครั้ง',
  'errors.not_found': 'ไม่มีรายการนี้ หรือคุณไม่มีสิทธิ์ดู',
  'errors.unauthenticated': 'โปรดเข้าสู่ระบบ',
  'errors.forbidden': 'บทบาทของคุณไม่อนุญาตให้ทำสิ่งนี้ โปรดถามผู้ดูแลระบบ',
  'errors.validation_failed': 'บางช่องต้องตรวจสอบอีกครั้ง',
  'errors.version_conflict': 'มีคนแก้ไขรายการนี้แล้ว โปรดดูอีกครั้งก่อนบันทึก',
  'errors.rate_limited': 'ลองหลายครั้งเกินไป รอสักครู่แล้วลองใหม่',
} satisfies Record<keyof typeof en, string>;
