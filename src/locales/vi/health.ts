import type { catalogue as en } from '../en/health.ts';

export const catalogue = {
  'health.title': 'Tình trạng hệ thống',
  'health.hint': 'Hệ thống này có gì không ổn và cách khắc phục.',
  'health.well': 'Mọi thứ đều ổn',
  'health.well.hint': 'Belay đã tự kiểm tra và không thấy gì cần sửa.',
  'health.degraded': 'Có điều cần lưu ý',
  'health.ill': 'Có thứ bị hỏng',
  'health.warning': 'Cảnh báo',
  'health.critical': 'Nghiêm trọng',
  'health.mend': 'Cách khắc phục',
  'health.look': 'Kiểm tra lại',
  'health.checks': 'Đã kiểm tra',
  'health.check.database': 'Cơ sở dữ liệu',
  'health.check.events': 'Sự kiện trực tiếp',
  'health.check.pages': 'Các trang',
  'health.took': '{count} ms',
  'health.version': 'Phiên bản {version}, chạy từ {date}',
  'health.issue.database_away': 'Belay không kết nối được cơ sở dữ liệu.',
  'health.issue.database_away.mend':
    'Kiểm tra PostgreSQL đang chạy và BELAY_DATABASE_URL đúng; Belay sẽ tự hồi phục.',
  'health.issue.database_slow': 'Cơ sở dữ liệu mất {milliseconds} ms để trả lời một câu hỏi rỗng.',
  'health.issue.database_slow.mend':
    'Xem máy chủ cơ sở dữ liệu đang làm gì khác và đĩa có bận không.',
  'health.issue.check_slow': 'Phép kiểm tra này không trả lời kịp.',
  'health.issue.check_slow.mend': 'Xem máy hoặc cơ sở dữ liệu có quá tải không.',
  'health.issue.check_failed': 'Phép kiểm tra này lỗi nên không biết gì về điều nó xem xét.',
  'health.issue.check_failed.mend': 'Xem lỗi trong nhật ký và báo lại nếu còn.',
  'health.issue.pages_not_built': 'Các trang dưới {prefixes} chưa được dựng.',
  'health.issue.pages_not_built.mend':
    'Chạy npm run build, hoặc khởi động Belay bằng npm start để tự dựng.',
  'health.issue.events_late': 'Sự kiện trực tiếp bị trễ: màn hình có thể hiển thị thông tin cũ.',
  'health.issue.events_late.mend':
    'Xem có giao dịch nào mở quá lâu không, và khởi động lại Belay nếu vẫn vậy.',
  'health.check.auditor': 'Bước tiếp theo của leo thang',
  'health.issue.auditor_silent': 'Bộ canh leo thang đã lâu không kiểm tra.',
  'health.issue.auditor_silent.mend':
    'Xem nhật ký để biết điều gì ngăn nó tới cơ sở dữ liệu, rồi khởi động lại Belay.',
  'health.issue.timer_stuck': 'Có việc đến hạn nhưng chưa được thực hiện dù đã quá giờ.',
  'health.issue.timer_stuck.mend':
    'Xem nhật ký để biết lỗi; khởi động lại Belay nếu không thấy gì.',
  'health.issue.letter_stuck': 'Có tin nhắn chờ gửi mà chưa được thử.',
  'health.issue.letter_stuck.mend':
    'Xem nhật ký để biết lỗi; khởi động lại Belay nếu không thấy gì.',
  'health.issue.climb_without_step': 'Một yêu cầu đã leo thang mà không có bước tiếp theo.',
  'health.issue.climb_without_step.mend':
    'Mở các yêu cầu đã leo thang trong mục tất cả và xử lý; rồi báo đây là lỗi của Belay.',
  'health.issue.clock_without_timer': 'Có đồng hồ đang chạy mà không có gì kích hoạt.',
  'health.issue.clock_without_timer.mend':
    'Đổi một trường bất kỳ của yêu cầu để lập lại kế hoạch; rồi báo đây là lỗi của Belay.',
  'health.late': 'Độ trễ khi kích hoạt',
  'health.late.hint':
    'Từ lúc một việc của yêu cầu đến hạn đến lúc được thực hiện, bởi bất kỳ tiến trình nào, kể cả khi khởi động lại.',
  'health.late.period': 'Trong',
  'health.late.period.24': '24 giờ qua',
  'health.late.period.168': '7 ngày qua',
  'health.late.p50': 'Một nửa trong',
  'health.late.p99': '99% trong',
  'health.late.max': 'Trễ nhất',
  'health.late.fired': 'Đã kích hoạt',
  'health.late.step': 'Trễ',
  'health.late.upTo': 'đến {duration}',
  'health.late.beyond': 'hơn {duration}',
  'health.late.share': 'Tỷ trọng',
  'health.late.none': 'Không có gì đến hạn trong thời gian này.',
  'health.late.overdue':
    '{count, plural, other {# việc đã quá thời điểm mà chưa kích hoạt}}; lâu nhất {duration}.',
  'health.late.seconds': '{count} giây',
} satisfies Record<keyof typeof en, string>;
