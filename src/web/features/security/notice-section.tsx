import { useMutation } from '@tanstack/react-query';
import type { NotificationChoices } from '#contract/session.ts';
import { problemText } from '../../lib/problem-text.ts';
import { changeOwnSettings, useSignedIn } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { Section } from './page-frame.tsx';

/** How the person hears of things. Each choice takes effect at once. */
export function NoticeSection() {
  const t = useTranslation();
  const { notifications } = useSignedIn().agent;
  const { quietHours } = notifications;
  const saving = useMutation({
    mutationFn: (change: Partial<NotificationChoices>) =>
      changeOwnSettings({ notifications: { ...notifications, ...change } }),
  });
  const setDesktop = async (isOn: boolean) => {
    // The browser asks once; a refusal can be taken back only in its own settings.
    const answer = isOn ? await Notification.requestPermission() : 'granted';
    if (answer === 'granted') saving.mutate({ desktop: isOn });
    else toast({ text: t('security.notices.refused'), tone: 'bad' });
  };
  const setQuiet = (change: Partial<NotificationChoices['quietHours']>) =>
    saving.mutate({ quietHours: { ...quietHours, ...change } });
  return (
    <Section title={t('security.notices')} hint={t('security.notices.hint')}>
      <div className="flex flex-col gap-3 p-4">
        {saving.isError && <Banner tone="bad">{problemText(t, saving.error)}</Banner>}
        <Switch
          label={t('security.notices.desktop')}
          isSelected={notifications.desktop}
          onChange={(isOn) => void setDesktop(isOn)}
        />
        <Switch
          label={t('security.notices.quiet')}
          description={t('security.notices.quietHint')}
          isSelected={quietHours.isOn}
          onChange={(isOn) => setQuiet({ isOn })}
        />
        {quietHours.isOn && (
          <div className="flex gap-3">
            <TimeField
              label={t('security.notices.from')}
              value={quietHours.from}
              onChange={(from) => setQuiet({ from })}
            />
            <TimeField
              label={t('security.notices.to')}
              value={quietHours.to}
              onChange={(to) => setQuiet({ to })}
            />
          </div>
        )}
      </div>
    </Section>
  );
}

function TimeField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, value, onChange } = props;
  return (
    <TextField
      label={label}
      type="time"
      className="w-32"
      value={value}
      onChange={(text) => /^\d\d:\d\d$/.test(text) && onChange(text)}
    />
  );
}
