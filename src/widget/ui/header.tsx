import type { WebchatConfig } from '#contract/webchat.ts';
import { CloseIcon } from './icons.tsx';
import { sayOpening, type Words } from './words.ts';

type Props = {
  readonly config: WebchatConfig;
  readonly t: Words;
  readonly onClose: () => void;
};

/** Who answers here, whether now or when, and the way out. */
export function Header({ config, t, onClose }: Props) {
  return (
    <header class="header">
      <div>
        <h1 dir="auto">{config.name}</h1>
        <p>
          <span class={config.isOnline ? 'lamp on' : 'lamp'} />
          {status(config, t)}
        </p>
      </div>
      <button type="button" class="plain" aria-label={t('widget.close')} onClick={onClose}>
        <CloseIcon />
      </button>
    </header>
  );
}

function status({ isOnline, opensAt }: WebchatConfig, t: Words): string {
  if (isOnline) return t('widget.online');
  if (opensAt === null) return t('widget.offline');
  return t('widget.offlineUntil', { when: sayOpening(t.language, opensAt, new Date()) });
}
