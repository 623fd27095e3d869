import { CircleAlert, Paperclip, X } from 'lucide-react';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import type { Uploads } from './use-uploads.ts';

/** The files that will go with the message. */
export function UploadTray({ files }: { readonly files: Uploads }) {
  const t = useTranslation();
  const format = useFormat();
  if (files.uploads.length === 0) return null;
  return (
    <ul
      aria-label={t('ticket.attachments')}
      className="m-0 flex list-none flex-wrap gap-1 px-3 py-0 pb-1.5"
    >
      {files.uploads.map((upload) => (
        <li
          key={upload.key}
          className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-small bg-pressed ps-2 text-small"
        >
          {upload.error === null ? (
            <Paperclip aria-hidden className="size-3.5 shrink-0" />
          ) : (
            <CircleAlert aria-hidden className="size-3.5 shrink-0 text-danger-ink" />
          )}
          <bdi className="max-w-48 truncate">{upload.name}</bdi>
          {!upload.isThere && upload.error === null && (
            <span role="status" data-tabular className="text-muted">
              {format.percent(Math.round((upload.share ?? 0) * 100) / 100)}
            </span>
          )}
          {upload.error !== null && (
            <span role="alert" className="truncate text-danger-ink">
              {upload.error}
            </span>
          )}
          <button
            type="button"
            aria-label={t('common.tag.remove', { name: upload.name })}
            onClick={() => files.remove(upload.key)}
            className="flex size-7 shrink-0 items-center justify-center rounded-small text-muted hover:text-ink"
          >
            <X aria-hidden className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}
