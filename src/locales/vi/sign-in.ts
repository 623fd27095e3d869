import type { catalogue as en } from '../en/sign-in.ts';

export const catalogue = {
  'signIn.promise': 'Không yêu cầu nào bị bỏ rơi.',
  'signIn.promise.hint':
    'Mọi lúc, mỗi yêu cầu đều có người phụ trách, một chiếc đồng hồ và nấc tiếp theo.',
  'signIn.title': 'Đăng nhập',
  'signIn.submit': 'Đăng nhập',
  'signIn.remember': 'Giữ đăng nhập trên máy này',
  'signIn.forgot': 'Quên mật khẩu?',
  'signIn.or': 'hoặc',
  'signIn.passkey': 'Đăng nhập bằng khóa truy cập',
  'signIn.wrong': 'E-mail và mật khẩu không khớp nhau. Hãy kiểm tra lại cả hai.',
  'signIn.passkey.wrong': 'Khóa truy cập không được chấp nhận. Hãy thử lại hoặc dùng mật khẩu.',
  'signIn.back': 'Về trang đăng nhập',
  'signIn.code.title': 'Còn một bước nữa',
  'signIn.code.label': 'Mã',
  'signIn.code.hint': 'Sáu chữ số mà ứng dụng xác thực đang hiển thị.',
  'signIn.code.recoveryLabel': 'Mã khôi phục',
  'signIn.code.recoveryHint':
    'Một trong các mã bạn đã lưu khi thiết lập. Mỗi mã dùng được một lần.',
  'signIn.code.submit': 'Tiếp tục',
  'signIn.code.useRecovery': 'Dùng mã khôi phục',
  'signIn.code.useAuthenticator': 'Dùng ứng dụng xác thực',
  'signIn.code.wrong': 'Mã không đúng. Hãy chờ mã kế tiếp rồi nhập lại.',
  'signIn.link.title': 'Đang đăng nhập…',
  'signIn.link.invalid': 'Liên kết này không còn dùng được',
  'signIn.link.hint':
    'Liên kết đã được dùng hoặc đã quá hạn. Người vận hành Belay có thể tạo liên kết mới; hoặc hãy đăng nhập bằng mật khẩu.',
  'signIn.ask.title': 'Quên mật khẩu?',
  'signIn.ask.hint': 'Nhập e-mail của bạn, chúng tôi sẽ gửi liên kết để đặt mật khẩu mới.',
  'signIn.ask.submit': 'Gửi liên kết',
  'signIn.ask.sent': 'Hãy xem hộp thư của bạn',
  'signIn.ask.sentHint':
    'Nếu {email} có tài khoản ở đây, một liên kết đang được gửi đến. Liên kết dùng được một lần, trong 30 phút.',
  'signIn.reset.title': 'Chọn mật khẩu mới',
  'signIn.reset.submit': 'Đặt mật khẩu',
  'signIn.reset.done': 'Mật khẩu mới đã được đặt. Bạn đã được đăng xuất ở mọi nơi.',
  'signIn.reset.invalid': 'Liên kết đã được dùng hoặc đã quá hạn. Hãy yêu cầu liên kết mới.',
  'signIn.newPassword': 'Mật khẩu',
  'signIn.newPassword.hint': 'Ít nhất {min} ký tự. Ghép vài từ lại là tốt.',
  'signIn.newPassword.short': 'Quá ngắn. Hãy dùng ít nhất {min} ký tự.',
  'signIn.newPassword.long': 'Quá dài. Hãy dùng nhiều nhất {max} ký tự.',
  'signIn.newPassword.common':
    'Quá dễ đoán. Hãy dùng những từ không liên quan nhau và không có tên bạn.',
  'signIn.ownName': 'Tên của bạn',
  'signIn.invitation.title': 'Tham gia {workspace}',
  'signIn.invitation.lead': '{inviter} mời bạn vào nhóm. Chọn mật khẩu là bạn vào được ngay.',
  'signIn.invitation.leadPlain': 'Bạn được mời vào nhóm. Chọn mật khẩu là bạn vào được ngay.',
  'signIn.invitation.submit': 'Tham gia',
  'signIn.invitation.invalid': 'Lời mời này không còn dùng được',
  'signIn.invitation.invalidHint':
    'Lời mời đã được dùng, đã bị rút lại hoặc đã quá một tuần. Hãy xin lời mời mới.',
  'signIn.mail.reset.subject': 'Chọn mật khẩu mới cho Belay',
  'signIn.mail.reset.text':
    'Xin chào {name},\n\ncó người yêu cầu mật khẩu mới cho tài khoản của bạn. Nếu đó là bạn, hãy mở liên kết này trong vòng {minutes} phút; liên kết dùng được một lần. Nếu không phải bạn, không cần làm gì: mật khẩu của bạn vẫn giữ nguyên.',
  'signIn.mail.notice.subject': 'Cách đăng nhập Belay của bạn đã thay đổi',
  'signIn.mail.notice.text':
    'Xin chào {name},\n\n{change} Nếu đó là bạn thì mọi việc ổn. Nếu không, hãy đặt mật khẩu mới ngay và báo cho quản trị viên.',
  'signIn.mail.notice.password': 'mật khẩu của bạn đã được đổi.',
  'signIn.mail.notice.secondFactorOn': 'đăng nhập hai bước đã được bật.',
  'signIn.mail.notice.secondFactorOff': 'đăng nhập hai bước đã bị tắt.',
  'signIn.mail.notice.passkeyAdded': 'một khóa truy cập đã được thêm.',
  'signIn.mail.notice.passkeyRemoved': 'một khóa truy cập đã bị xóa.',
  'signIn.mail.notice.recoveryCodes': 'mã khôi phục mới đã được tạo; mã cũ không còn dùng được.',
  'signIn.mail.invitation.subject': 'Bạn được mời vào {workspace} trên Belay',
  'signIn.mail.invitation.text':
    'Xin chào {name},\n\n{inviter} mời bạn làm việc cùng nhóm của {workspace} trên Belay. Hãy mở liên kết này trong vòng {days} ngày để chọn mật khẩu; liên kết dùng được một lần.',
} satisfies Record<keyof typeof en, string>;
