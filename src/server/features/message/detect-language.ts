import { detect } from 'tinyld/light';
import { matchLanguage } from '#locales/languages.ts';

/** Characters that stand in traditional text only, and in simplified text only. */
const traditionalOnly =
  /[們個這來對說時會國過還沒請問題訂單貨運費點樣發經無關於門號碼電話開們嗎應該讓給買賣錢與從]/gu;
const simplifiedOnly =
  /[们个这来对说时会国过还没请问题订单货运费点样发经无关于门号码电话开们吗应该让给买卖钱与从]/gu;
const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu;

/**
 * The language of a customer's words as one that Belay speaks, or null when nothing is sure.
 * Scripts decide first: they are certain and need few words. What is left is Latin, where marks
 * only Vietnamese has go before the statistics, which short texts mislead.
 */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, 2000).normalize('NFC');
  const letters = count(sample, /\p{L}/gu);
  if (letters === 0) return null;
  if (count(sample, /\p{Script=Thai}/gu) * 3 > letters) return 'th';
  if (count(sample, /\p{Script=Arabic}/gu) * 3 > letters) return 'ar';
  if (count(sample, /\p{Script=Han}/gu) * 4 > letters) return chineseScript(sample);
  if (count(sample, vietnamese) * 12 > letters) return 'vi';
  return matchLanguage(detect(sample)) ?? null;
}

function chineseScript(text: string): 'zh-Hant' | 'zh-Hans' {
  return count(text, traditionalOnly) > count(text, simplifiedOnly) ? 'zh-Hant' : 'zh-Hans';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
