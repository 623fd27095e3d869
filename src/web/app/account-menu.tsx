import { Keyboard, LogOut, Monitor, Moon, Sun, UserCog } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { languages } from '#locales/languages.ts';
import { changeOwnSettings, leave, useSession } from '../lib/session.ts';
import { themes, useTheme } from '../lib/theme.ts';
import { keyboard } from '../lib/use-shortcut.ts';
import { useLanguage, useTranslation } from '../lib/use-translation.tsx';
import { Menu } from '../ui/menu.tsx';
import { AccountFace, accountClass } from './account-face.tsx';

const themeIcons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

/** Behind the workspace's name: the person's own settings. Loaded just after the first paint. */
export function AccountMenu({ isNarrow }: { readonly isNarrow: boolean }) {
  const t = useTranslation();
  const session = useSession();
  const [theme, setTheme] = useTheme();
  const [language, setLanguage] = useLanguage();
  if (!session) return null;
  const { agent } = session;
  const save = (change: Parameters<typeof changeOwnSettings>[0]) => {
    changeOwnSettings(change).catch((error: unknown) => console.error('not kept', error));
  };
  return (
    <Menu
      label={t('common.account', { name: agent.name })}
      placement="bottom start"
      trigger={
        <Button
          {...(isNarrow && { 'aria-label': t('common.account', { name: agent.name }) })}
          className={accountClass(isNarrow)}
        >
          <AccountFace isNarrow={isNarrow} />
        </Button>
      }
      groups={[
        {
          actions: [
            {
              id: 'profile',
              label: t('common.account.profile'),
              icon: <UserCog />,
              href: '/settings/me',
            },
            {
              id: 'shortcuts',
              label: t('common.shortcuts'),
              icon: <Keyboard />,
              keys: '?',
              run: () =>
                keyboard
                  .list()
                  .find((shortcut) => shortcut.id === 'shortcuts')
                  ?.run(),
            },
          ],
        },
        {
          title: t('common.theme'),
          actions: themes.map((each) => ({
            id: `theme-${each}`,
            label: t(`common.theme.${each}`),
            icon: themeIcons[each],
            isChosen: each === theme,
            run: () => {
              setTheme(each);
              save({ theme: each });
            },
          })),
        },
        {
          title: t('common.language'),
          actions: languages.map((each) => ({
            id: `language-${each.code}`,
            label: each.nativeName,
            isChosen: each.code === language,
            run: () => {
              setLanguage(each.code);
              save({ language: each.code });
            },
          })),
        },
        {
          actions: [
            {
              id: 'leave',
              label: t('common.account.signOut'),
              icon: <LogOut className="rtl:-scale-x-100" />,
              run: () => void leave(),
            },
          ],
        },
      ]}
    />
  );
}
