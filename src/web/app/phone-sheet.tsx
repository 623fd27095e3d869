import { useTranslation } from '../lib/use-translation.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { AccountMenu } from './account-menu.tsx';
import { NavigationLinks } from './navigation.tsx';

/** Everywhere a phone can go to that is not in its bar. Going somewhere closes it. */
export function PhoneSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslation();
  return (
    <Sheet title={t('common.nav')} isOpen onClose={onClose}>
      <AccountMenu isNarrow={false} />
      <div className="flex flex-col" onClick={onClose}>
        <NavigationLinks isNarrow={false} />
      </div>
    </Sheet>
  );
}
