import { Download } from 'lucide-react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

/** The codes for the day the telephone is lost: to be copied or saved now, since they never come back. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const t = useTranslation();
  const text = `${codes.join('\n')}\n`;
  const href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  return (
    <>
      <p className="text-pretty text-muted">{t('security.recovery.hint')}</p>
      <ul
        dir="ltr"
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-card bg-sunken p-4 font-mono text-read"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex items-center gap-2">
        <a
          href={href}
          download="belay-recovery-codes.txt"
          className={buttonClass('secondary', 'medium')}
        >
          <Download aria-hidden />
          {t('common.download')}
        </a>
        <CopyButton text={text} />
      </div>
    </>
  );
}
