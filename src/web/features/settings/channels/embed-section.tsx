import { useTranslation } from '../../../lib/use-translation.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { CopyLine } from '../shared/copy-line.tsx';

/** The lines that a site takes in, and a page to try them on. */
export function EmbedSection({ channelKey }: { readonly channelKey: string | null }) {
  const t = useTranslation();
  if (channelKey === null) return <p className="text-faint">{t('channel.embed.save')}</p>;
  const { origin } = location;
  const lines = `<script src="${origin}/widget/widget.js" data-key="${channelKey}" async></script>`;
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="font-semibold">{t('channel.embed')}</h3>
      <p className="text-pretty text-muted">{t('channel.embed.hint')}</p>
      <CopyLine text={lines} />
      <p>
        <TextLink href={`${origin}/widget/demo.html?key=${encodeURIComponent(channelKey)}`}>
          {t('channel.try')}
        </TextLink>
      </p>
    </section>
  );
}
