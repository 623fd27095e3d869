import { useState } from 'react';
import type { NotificationChoices as Choices } from '#contract/session.ts';
import { problemText } from '../../lib/problem-text.ts';
import { changeOwnSettings, useSignedIn } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

/** How the person wants to be told. Pages get through in any case, and it says so. */
export function NotificationChoices() {
  const t = useTranslation();
  const { notifications } = useSignedIn().agent;
  const [isBlocked, setBlocked] = useState(
    () => 'Notification' in window && Notification.permission === 'denied',
  );
  const save = (part: Partial<Choices>) => {
    changeOwnSettings({ notifications: { ...notifications, ...part } }).catch((error: unknown) =>
      toast({ tone: 'bad', text: problemText(t, error) }),
    );
  };
  const { quietHours } = notifications;
  const turnDesktop = async (isOn: boolean) => {
    // The browser asks the person once, and only after a press of theirs.
    if (isOn && 'Notification' in window && Notification.permission === 'default') {
      await Notification.requestPermission();
    }
    setBlocked('Notification' in window && Notification.permission === 'denied');
    save({ desktop: isOn });
  };
  return (
    <div className="flex flex-col gap-3 border-b border-line bg-sunken p-3">
      <Switch
        label={t('notification.desktop')}
        description={t(isBlocked ? 'notification.desktop.blocked' : 'notification.desktop.hint')}
        isSelected={notifications.desktop}
        onChange={(isOn) => void turnDesktop(isOn)}
      />
      <Switch
        label={t('notification.quiet')}
        description={t('notification.quiet.hint')}
        isSelected={quietHours.isOn}
        onChange={(isOn) => save({ quietHours: { ...quietHours, isOn } })}
      />
      {quietHours.isOn && (
        <div className="flex gap-3">
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={`${end} ${quietHours[end]}`}
              type="time"
              className="grow"
              label={t(`notification.quiet.${end}`)}
              defaultValue={quietHours[end]}
              onBlur={(event) => {
                const { value } = event.target as HTMLInputElement;
                if (/^\d\d:\d\d$/.test(value) && value !== quietHours[end]) {
                  save({ quietHours: { ...quietHours, [end]: value } });
                }
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}
