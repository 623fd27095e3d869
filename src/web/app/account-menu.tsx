import { ChevronDown, Keyboard, Languages, LogOut, Moon, UserCog } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { languages } from '#locales/languages.ts';
import { classNames } from '../lib/class-names.ts';
import { changeOwnSettings, leave, useSession } from '../lib/session.ts';
import { themes, useTheme } from '../lib/theme.ts';
import { keyboard } from '../lib/use-shortcut.ts';
import { useLanguage, useTranslation } from '../lib/use-translation.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Menu } from '../ui/menu.tsx';

/** Whose desk this is: the workspace's name, and behind it the person's own settings. */
export function AccountMenu({ isNarrow }: { readonly isNarrow: boolean }) {
  const t = useTranslation();
  const session = useSession();
  const [theme, setTheme] = useTheme();
  const [language, setLanguage] = useLanguage();
  if (!session) return null;
  const { agent, workspace } = session;
  const save = (change: Parameters<typeof changeOwnSettings>[0]) => {
    changeOwnSettings(change).catch((error: unknown) => console.error('not kept', error));
  };
  return (
    <Menu
      label={t('common.account', { name: agent.name })}
      placement="bottom start"
      trigger={
        <Button
          aria-label={t('common.account', { name: agent.name })}
          className={classNames(
            'mb-2 flex h-10 shrink-0 cursor-default items-center gap-2 rounded-control text-start data-hovered:bg-pressed',
            isNarrow ? 'w-8 justify-center' : 'px-1.5',
          )}
        >
          <Avatar name={agent.name} />
          {!isNarrow && (
            <>
              <span className="flex min-w-0 grow flex-col leading-4">
                <bdi className="truncate font-semibold">{workspace.name}</bdi>
                <bdi className="truncate text-tiny text-muted">{agent.name}</bdi>
              </span>
              <ChevronDown aria-hidden className="size-3.5 shrink-0 text-faint" />
            </>
          )}
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
            icon: <Moon />,
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
            icon: <Languages />,
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
