import type { catalogue as en } from '../en/errors.ts';

export const catalogue = {
  'errors.network': 'تعذّر الوصول إلى Belay. تحقق من اتصالك؛ نواصل المحاولة.',
  'errors.timeout': 'استغرق الأمر وقتًا طويلًا. حاول مجددًا.',
  'errors.unknown': 'حدث خطأ من جانبنا وتم تسجيله؛ حاول مجددًا.',
  'errors.not_found': 'غير موجود، أو لا يحق لك رؤيته.',
  'errors.unauthenticated': 'يرجى تسجيل الدخول.',
  'errors.forbidden': 'دورك لا يسمح بهذا. اسأل مسؤول النظام.',
  'errors.validation_failed': 'بعض الحقول تحتاج إلى مراجعة.',
  'errors.version_conflict': 'عدّل شخص آخر هذا في الأثناء. راجع ثم احفظ.',
  'errors.rate_limited': 'محاولات كثيرة. انتظر قليلًا ثم حاول مجددًا.',
} satisfies Record<keyof typeof en, string>;
