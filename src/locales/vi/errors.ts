import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'error.network': 'Không kết nối được với Belay. Hãy kiểm tra mạng; hệ thống vẫn đang thử lại.',
  'error.timeout': 'Mất quá nhiều thời gian. Vui lòng thử lại.',
  'error.internal_error': 'Đã có lỗi từ phía chúng tôi. Lỗi đã được ghi lại; vui lòng thử lại.',
  'error.not_found': 'Không có mục này, hoặc bạn không được xem.',
  'error.sign_in_required': 'Vui lòng đăng nhập.',
  'error.not_permitted': 'Vai trò của bạn không cho phép việc này. Hãy hỏi quản trị viên.',
  'error.invalid_request': 'Một số ô cần xem lại.',
  'error.version_mismatch': 'Ai đó vừa thay đổi mục này. Hãy xem lại rồi lưu.',
  'error.rate_limited': 'Thử quá nhiều lần. Hãy đợi một lát rồi thử lại.',
} satisfies Record<keyof typeof en, string>;
