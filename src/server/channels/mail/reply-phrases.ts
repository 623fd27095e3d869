/**
 * The words by which mailers, in the languages people write to support in, head quoted
 * mail and end a mail. Lower case, NFC. Lists rather than one large pattern, so that a
 * language is added by adding words.
 */

/** Labels of a quoted header block, as Outlook and webmails write them. */
export const headerLabels = {
  from: 'from|von|de|da|van|od|från|fra|lähettäjä|feladó|от|від|от кого|из|kimden|gönderen|από|de la|pošiljatelj|odesílatel|nadawca|remitente|expéditeur|mittente|afzender|message du|发件人|發件人|寄件者|寄件人|差出人|送信者|送信元|보낸 사람|보낸사람|보낸이|발신|จาก|ผู้ส่ง|từ|người gửi|من|المرسل|מאת|dari|daripada|از|से|প্রেরক',
  sent: "sent|date|gesendet|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviado em|fecha|data|inviato|data invio|verzonden|wysłano|wysłane|odesláno|datum slanja|skickat|sendt|dato|lähetetty|päiväys|päivämäärä|elküldve|dátum|отправлено|дата|надіслано|gönderildi|tarih|gönderme tarihi|ημερομηνία|στάλθηκε|trimis|发送时间|日期|发送日期|時間|时间|寄件日期|傳送時間|送信日時|日時|日付|보낸 날짜|보낸날짜|날짜|วันที่|ส่ง|ส่งเมื่อ|gửi|đã gửi|ngày|ngày gửi|thời gian|تاريخ الإرسال|التاريخ|أُرسلت|تم الإرسال|أرسلت|נשלח|תאריך|dikirim|tanggal|tarikh|dihantar|تاریخ",
  to: 'to|an|à|a|pour|para|per|aan|do|komu|till|til|vastaanottaja|címzett|кому|alıcı|kime|προς|către|prima|destinatario|destinataire|收件人|宛先|받는 사람|받는사람|수신|ถึง|đến|tới|người nhận|إلى|الى|אל|kepada|ke|به',
  cc: 'cc|kopie|copie|copie à|copia|kopia|kopi|dw|kopio|másolatot kap|másolat|копия|копія|bilgi|κοιν|抄送|副本|参照|สำเนา|สำเนาถึง|đồng gửi|نسخة|نسخة إلى|עותק|tembusan|رونوشت|bcc',
  subject:
    'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|předmět|predmet|ämne|emne|aihe|tárgy|тема|konu|θέμα|subiect|主题|主旨|標題|件名|제목|เรื่อง|หัวข้อ|chủ đề|tiêu đề|الموضوع|موضوع|נושא|subjek|perihal',
} as const;

/** Verbs that close an attribution: "On … X *wrote*:". Matched at the end of the line. */
export const wroteVerbs =
  'wrote|writes|escreveu|escribió|escribio|a écrit|ha scritto|scrisse|schreef|schrieb|napisał|napisała|napisał\\(a\\)|napsal|napsal\\(a\\)|napísal|napísal\\(a\\)|skrev|skreiv|kirjoitti|írta|ezt írta|написал|написала|написал\\(а\\)|писал|писал\\(а\\)|пишет|написав|написав\\(ла\\)|yazdı|şunu yazdı|έγραψε|a scris|je napisao|je napisao/la|napisao|raše|rakstīja|kirjutas|đã viết|viết|đã ghi|เขียนว่า|เขียน|ได้เขียน|كتب|كتبت|تمت كتابة ما يلي بواسطة|写道|寫道|写到|寫到|のメール|のメッセージ|さんは書きました|は書きました|書きました|wrote \\(書きました\\)|님이 작성|님이 씀|작성|작성함|כתב|כתבה|כתב/ה|menulis|نوشت';

/** The same in scripts that put no blank before the verb. */
export const wroteVerbsJoined =
  '写道|寫道|写到|寫到|のメール|のメッセージ|さんは書きました|は書きました|님이 작성';

/** Words that open an attribution whose verb is not at the end: "Am … *schrieb* X:". */
export const wroteInside =
  'wrote|schrieb|schreef|skrev|napsal|escreveu|escribió|a écrit|ha scritto|napisał|написал|писал|kirjoitti|yazdı|viết|เขียน|كتب|写道|寫道|님이';

/** What stands between the dashes of "-----Original Message-----". */
export const originalMessage =
  "original message|original e-?mail|original appointment|reply message|ursprüngliche nachricht|original-?nachricht|originalnachricht|message d['’]origine|message original|message initial|mensaje original|mensagem original|messaggio originale|messaggio originario|oorspronkelijk bericht|oorspronkelijke bericht|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|původní e-mail|pôvodná správa|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|oprindelig besked|oprindelig mail|opprinnelig melding|alkuperäinen viesti|eredeti üzenet|исходное сообщение|оригинальное сообщение|пересланное сообщение|вихідне повідомлення|orijinal ileti|orijinal mesaj|özgün ileti|αρχικό μήνυμα|mesaj original|izvorna poruka|originalna poruka|thư gốc|tin nhắn gốc|thư ban đầu|nội dung thư gốc|ข้อความต้นฉบับ|ข้อความเดิม|จดหมายต้นฉบับ|الرسالة الأصلية|رسالة أصلية|原始邮件|原始郵件|原邮件|原始信件|原始訊息|元のメッセージ|元のメール|オリジナルメッセージ|original message \\(元のメッセージ\\)|원본 메시지|원본 메일|원본메시지|הודעה מקורית|pesan asli|mesej asal|پیام اصلی";

/** Forwarded mail is content, not a quote: what follows such a mark stays. */
export const forwardedMessage =
  'forwarded message|begin forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|wiadomość przekazana|пересылаемое сообщение|thư được chuyển tiếp|tin nhắn được chuyển tiếp|ข้อความที่ส่งต่อ|رسالة معاد توجيهها|رسالة مُعاد توجيهها|转发的邮件|轉寄郵件|轉寄的郵件|転送メッセージ|전달된 메시지';

/** Lines that a phone or an app adds by itself. Matched from the start of a line. */
export const mobileSignatures =
  'sent from|sent via|sent with|sent by|sent using|get outlook for|gesendet von|gesendet mit|von meinem .{1,30} gesendet|diese nachricht wurde von meinem|envoyé de|envoyé à partir|envoyé depuis|télécharger outlook|obtenez outlook|enviado desde|enviado a partir|enviado do|enviado de|enviado via|enviado por|enviado pelo|obtener outlook|obter o outlook|inviato da|inviato dal|scarica outlook|verzonden vanaf|verstuurd vanaf|verzonden via|outlook voor|wysłane z|wysłano z|pobierz outlook|odesláno z|odoslané z|skickat från|sendt fra|lähetetty|elküldve|отправлено с|отправлено из|отправлено от|надіслано з|gönderildi|.{1,30}(?:dan|den|tan|ten) gönderildi|στάλθηκε από|trimis de pe|gửi từ|được gửi từ|đã gửi từ|tải outlook|ส่งจาก|ถูกส่งจาก|أُرسلت من|أرسلت من|تم الإرسال من|تم إرسالها من|مرسل من|الحصول على outlook|发自|發自|来自我的|從我的|從 .{1,30} 傳送|从我的|获取 outlook|iphoneから送信|.{1,30}から送信|나의 .{1,30}에서 보냄|내 .{1,30}에서 보냄|.{1,30}에서 보냄|נשלח מה|dikirim dari|dihantar dari|via mobile';

/** Closings that begin a signature when only a few short lines follow. */
export const closings =
  'regards|best regards|kind regards|warm regards|many regards|with regards|with best regards|with kind regards|best wishes|best|sincerely|yours sincerely|sincerely yours|yours faithfully|yours truly|respectfully|cheers|mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichem gruß|freundliche grüße|freundliche grüsse|viele grüße|beste grüße|liebe grüße|herzliche grüße|mfg|vg|lg|cordialement|bien cordialement|bien à vous|sincères salutations|salutations|respectueusement|saludos|un saludo|saludos cordiales|atentamente|cordialmente|un cordial saludo|atenciosamente|att|cumprimentos|abraços|cordiali saluti|distinti saluti|saluti|un saluto|met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|groeten|groet|pozdrawiam|z poważaniem|z wyrazami szacunku|s pozdravem|med vänliga hälsningar|vänliga hälsningar|med venlig hilsen|med vennlig hilsen|hilsen|ystävällisin terveisin|üdvözlettel|с уважением|с наилучшими пожеланиями|з повагою|saygılarımla|iyi çalışmalar|με εκτίμηση|cu stimă|trân trọng|trân trọng kính chào|kính thư|thân ái|thân mến|ด้วยความนับถือ|ขอแสดงความนับถือ|مع التحية|مع تحياتي|مع أطيب التحيات|تحياتي|وتفضلوا بقبول فائق الاحترام|مع خالص التحية|此致|此致敬礼|敬礼|敬上|祝好|顺颂商祺|順頌商祺|敬具|よろしくお願いします|よろしくお願いいたします|宜しくお願い致します|감사합니다|드림|올림|בברכה|hormat saya|salam';
