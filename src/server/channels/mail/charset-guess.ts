/**
 * Guesses the charset of bytes whose sender named none. Looks at no more than the first
 * 64 KiB. In languages of the Latin script a byte above 0x7F stands alone among ASCII
 * letters; in all others such bytes come in runs. Among the latter, each candidate is read
 * and judged by how many of its characters are the everyday ones of its language.
 */
const sampleBytes = 65_536;

type Candidate = { readonly charset: string; readonly everyday: RegExp };

// Everyday characters: the most frequent of running text in each language.
const candidates: readonly Candidate[] = [
  {
    charset: 'gb18030',
    everyday:
      /[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运请您谢订单退款]/gu,
  },
  {
    charset: 'big5',
    everyday:
      /[的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體相見被利什二等產或新己制身果加西月話合回特代內信表化老給位次度門任常先海通教請您謝訂單退款]/gu,
  },
  { charset: 'shift_jis', everyday: /[\u3041-\u3096\u30a1-\u30fc。、]/gu },
  { charset: 'euc-jp', everyday: /[\u3041-\u3096\u30a1-\u30fc。、]/gu },
  {
    charset: 'euc-kr',
    everyday: /[이다는을의에가고하지한로를사기은도어대시인리나자해그서수아니게일안요]/gu,
  },
  {
    charset: 'windows-874',
    // A vowel or tone mark counts only on a consonant: any high byte is some Thai letter.
    everyday:
      /[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{0,2}|[\u0e30\u0e32\u0e33\u0e40-\u0e46]/gu,
  },
  { charset: 'windows-1256', everyday: /[اأإبتثجحخدرسشصطعغفقكلمنهويىةء]/gu },
  { charset: 'windows-1251', everyday: /[а-яё]/gu },
  { charset: 'koi8-r', everyday: /[а-яё]/gu },
  { charset: 'windows-1253', everyday: /[α-ωάέήίόύώς]/gu },
  { charset: 'windows-1255', everyday: /[א-ת]/gu },
];

// Vietnamese in windows-1258 is the one Latin case told apart: đ, ơ, ư and its tone marks.
const vietnamese1258 =
  /[\u0111\u01a1\u01b0\u0110\u01a0\u01af]|[aeiouyâêôăơư][\u0300\u0301\u0303\u0309\u0323]/gu;

export function guessCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleBytes);
  if (hasJapaneseEscape(sample)) return 'iso-2022-jp';
  const { high, inRuns } = countHigh(sample);
  if (high === 0) return 'windows-1252';
  if (inRuns / high < 0.5) return guessLatin(sample, high);
  let best = { charset: 'windows-1252', score: 0.35 };
  for (const { charset, everyday } of candidates) {
    const text = new TextDecoder(charset).decode(sample);
    const score = share(text, everyday);
    if (score > best.score) best = { charset, score };
  }
  return best.charset;
}

function guessLatin(sample: Uint8Array, high: number): string {
  const text = new TextDecoder('windows-1258').decode(sample);
  const hits = text.match(vietnamese1258)?.length ?? 0;
  return hits / high > 0.5 ? 'windows-1258' : 'windows-1252';
}

/** The share of everyday characters among all that are not ASCII; a wrong byte counts four times. */
function share(text: string, everyday: RegExp): number {
  let others = 0;
  let wrong = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    if (point < 0x80) continue;
    if (point === 0xfffd || (point >= 0xe000 && point <= 0xf8ff) || point < 0xa0) wrong += 1;
    else others += 1;
  }
  const hits = text.match(everyday)?.join('').length ?? 0;
  return hits / Math.max(1, others + wrong * 3);
}

/** How many bytes are above 0x7F, and how many of those stand in runs of three or more. */
function countHigh(sample: Uint8Array): { high: number; inRuns: number } {
  let high = 0;
  let inRuns = 0;
  let run = 0;
  for (let index = 0; index <= sample.length; index += 1) {
    if ((sample[index] ?? 0) >= 0x80) {
      run += 1;
      continue;
    }
    high += run;
    if (run >= 3) inRuns += run;
    run = 0;
  }
  return { high, inRuns };
}

function hasJapaneseEscape(sample: Uint8Array): boolean {
  for (let at = sample.indexOf(0x1b); at !== -1; at = sample.indexOf(0x1b, at + 1)) {
    if (sample[at + 1] === 0x24 && (sample[at + 2] === 0x42 || sample[at + 2] === 0x40))
      return true;
  }
  return false;
}
