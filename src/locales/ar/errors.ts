import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'error.network': 'تعذّر الوصول إلى Belay. تحقق من اتصالك؛ نواصل المحاولة.',
  'error.timeout': 'استغرق الأمر وقتًا طويلًا. حاول مجددًا.',
  'error.internal_error': 'حدث خطأ من جانبنا وتم تسجيله؛ حاول مجددًا.',
  'error.not_found': 'غير موجود، أو لا يحق لك رؤيته.',
  'error.sign_in_required': 'يرجى تسجيل الدخول.',
  'error.not_permitted': 'دورك لا يسمح بهذا. اسأل مسؤول النظام.',
  'error.invalid_request': 'بعض الحقول تحتاج إلى مراجعة.',
  'error.version_mismatch': 'عدّل شخص آخر هذا في الأثناء. راجع ثم احفظ.',
  'error.rate_limited': 'محاولات كثيرة. انتظر قليلًا ثم حاول مجددًا.',
} satisfies Record<keyof typeof en, string>;
