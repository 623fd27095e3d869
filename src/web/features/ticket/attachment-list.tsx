import { Download, File, FileText, Image as ImageIcon } from 'lucide-react';
import type { Message } from '#contract/message.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { sizeIn } from './size-in.ts';

type Attachment = Message['attachments'][number];

/** The files of a message; pictures are shown small. */
export function AttachmentList({ attachments }: { readonly attachments: readonly Attachment[] }) {
  const t = useTranslation();
  if (attachments.length === 0) return null;
  return (
    <ul
      aria-label={t('ticket.attachments')}
      className="m-0 mt-2 flex list-none flex-wrap gap-2 p-0"
    >
      {attachments.map((each) => (
        <li key={each.id} className="max-w-full">
          <AttachmentLink attachment={each} />
        </li>
      ))}
    </ul>
  );
}

function AttachmentLink({ attachment }: { readonly attachment: Attachment }) {
  const t = useTranslation();
  const format = useFormat();
  const { url, filename, mediaType, size } = attachment;
  const Icon = mediaType.startsWith('image/')
    ? ImageIcon
    : mediaType.startsWith('text/') || mediaType.includes('pdf')
      ? FileText
      : File;
  return (
    <a
      href={url}
      download={filename}
      className="flex max-w-72 flex-col overflow-hidden rounded-control border border-line bg-surface text-small text-ink hover:border-line-strong"
    >
      {shownInPlace.includes(mediaType) && (
        <img
          src={url}
          alt=""
          loading="lazy"
          className="max-h-40 w-full border-b border-line object-contain"
        />
      )}
      <span className="flex min-h-8 items-center gap-2 px-2">
        <Icon aria-hidden className="size-4 shrink-0 text-muted" />
        <bdi className="min-w-0 truncate">{filename}</bdi>
        <span className="shrink-0 text-faint">{sizeIn(format, size)}</span>
        <Download aria-label={t('common.download')} className="size-3.5 shrink-0 text-muted" />
      </span>
    </a>
  );
}

/** What a browser draws without running anything in it. */
const shownInPlace = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
