import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'error.network': 'ติดต่อ Belay ไม่ได้ โปรดตรวจสอบการเชื่อมต่อ ระบบกำลังลองใหม่',
  'error.timeout': 'ใช้เวลานานเกินไป โปรดลองอีกครั้ง',
  'error.internal_error': 'เกิดข้อผิดพลาดทางฝั่งเรา ระบบบันทึกไว้แล้ว โปรดลองอีกครั้ง',
  'error.not_found': 'ไม่มีรายการนี้ หรือคุณไม่มีสิทธิ์ดู',
  'error.sign_in_required': 'โปรดเข้าสู่ระบบ',
  'error.not_permitted': 'บทบาทของคุณไม่อนุญาตให้ทำสิ่งนี้ โปรดถามผู้ดูแลระบบ',
  'error.invalid_request': 'บางช่องต้องตรวจสอบอีกครั้ง',
  'error.version_mismatch': 'มีคนแก้ไขรายการนี้แล้ว โปรดดูอีกครั้งก่อนบันทึก',
  'error.rate_limited': 'ลองหลายครั้งเกินไป รอสักครู่แล้วลองใหม่',
} satisfies Record<keyof typeof en, string>;
