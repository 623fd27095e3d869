/*
 * A customer's "thank you" asks for nothing. Only a short message that is made of thanks and of what
 * goes along with it counts as one: a wish that begins or ends politely stays a wish.
 */

/** Longer than this, somebody says more than thanks. */
const thanksLengthMax = 60;

const thanks =
  /thanks?|thank you|thx|cheers|cảm ơn|cám ơn|cam on|ขอบคุณ|ขอบพระคุณ|شكرًا|شكراً|شكرا|شكر|أشكركم?|多謝|谢谢|謝謝|感謝|感谢|多谢/giu;

/** Words that stand beside thanks and add no wish to them. */
const beside =
  /(?<!\p{L})(?:so|very|much|many|a|lot|you|all|again|for|the|your|help|quick|reply|answer|great|perfect|ok|okay|shop|team|support|nhé|nha|ạ|nhiều|rất|bạn|anh|chị|em|các|vâng|dạ|đã|hỗ|trợ|giúp|جزيلًا|جزيلا|لكم|لك|كثيرا|كثيرًا)(?!\p{L})|มากๆ|มาก|ค่ะ|คะ|ครับ|นะ|非常|好的|你們|你们|您|你|了|啊|很|客服/giu;

/** Whether a message only says thanks, in one of the languages of the desk. */
export function isOnlyThanks(text: string): boolean {
  const said = text.normalize('NFC').trim();
  if (said.length > thanksLengthMax || said.search(thanks) === -1) return false;
  return !/[\p{L}\p{N}?？؟]/u.test(said.replace(thanks, ' ').replace(beside, ' '));
}
