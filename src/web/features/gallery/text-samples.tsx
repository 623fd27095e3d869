import { useState } from 'react';
import { useFormat } from '../../lib/format.ts';
import { serverNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { SampleGroup } from './sample-group.tsx';

const sizes = ['text-figure', 'text-head', 'text-title', 'text-read', 'text-body', 'text-small'];
const scripts = [
  { language: 'vi', text: 'Ở đây không trường hợp nào bị rơi: ngữ, ẫ, ợ, Ế, Ỗ' },
  { language: 'th', text: 'ไม่มีเคสใดตกหล่น ผู้ใหญ่ที่นี่ ปี่ ป้ำ ฎีกา ญุ' },
  { language: 'ar', text: 'لا تسقط أي حالة: الطلب ‎#1042 من Acme وصل إلى الخط الثاني' },
  { language: 'zh-Hant', text: '每一件都有人負責，有時限，有下一步：直、骨、角、令' },
  { language: 'zh-Hans', text: '每一件都有人负责，有时限，有下一步：直、骨、角、令' },
  { language: 'en', text: 'No case falls: every request has an owner, a clock and a next rung.' },
];

/** Sizes, scripts and formats, to see that nothing is clipped and digits stay Latin. */
export function TextSamples() {
  const t = useTranslation();
  const format = useFormat();
  const [nowMs] = useState(serverNow);
  return (
    <SampleGroup title="Text">
      {sizes.map((size) => (
        <p key={size} className={size}>
          {t('common.timeline.future')} 1234567890
        </p>
      ))}
      {scripts.map(({ language, text }) => (
        <p key={language} lang={language} dir="auto" className="text-read">
          {text}
        </p>
      ))}
      <p data-tabular>
        {[
          format.dateTime(nowMs),
          format.relative(nowMs - 3_600_000, nowMs),
          format.number(1234567.8),
          format.percent(0.1234),
          format.money(48_000, 'USD'),
          format.duration(97_200_000),
          t('common.count.tickets', { count: 3 }),
        ].join(' · ')}
      </p>
    </SampleGroup>
  );
}
