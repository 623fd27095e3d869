import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'errors.network': 'Không kết nối được với Belay. Hãy kiểm tra mạng; hệ thống vẫn đang thử lại.',
  'errors.timeout': 'Mất quá nhiều thời gian. Vui lòng thử lại.',
  'errors.unknown': 'Đã có lỗi từ phía chúng tôi. Lỗi đã được ghi lại; vui lòng thử lại.',
  'errors.not_found': 'Không có mục này, hoặc bạn không được xem.',
  'errors.unauthenticated': 'Vui lòng đăng nhập.',
  'errors.forbidden': 'Vai trò của bạn không cho phép việc này. Hãy hỏi quản trị viên.',
  'errors.validation_failed': 'Một số ô cần xem lại.',
  'errors.version_conflict': 'Ai đó vừa thay đổi mục này. Hãy xem lại rồi lưu.',
  'errors.rate_limited': 'Thử quá nhiều lần. Hãy đợi một lát rồi thử lại.',
} satisfies Record<keyof typeof en, string>;
