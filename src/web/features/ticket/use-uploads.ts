import { useRef, useState } from 'react';
import { uploadAttachment } from '#contract/message.ts';
import type { Message } from '#contract/message.ts';
import { readProblem } from '../../lib/api-problem.ts';
import { networkProblem } from '../../lib/api-problem.ts';
import { urlOf } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { randomKey } from '../../lib/random-key.ts';
import { useTranslation } from '../../lib/use-translation.tsx';

type Attachment = Message['attachments'][number];

export type Upload = {
  readonly key: string;
  readonly name: string;
  /** 0 to 1 on the way; null when it could not be sent. */
  readonly share: number | null;
  readonly error: string | null;
  readonly attachment: Attachment | null;
};

/** Files on their way to the ticket, and those that are there and will go with the message. */
export function useUploads(ticketId: string) {
  const t = useTranslation();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const requests = useRef(new Map<string, XMLHttpRequest>());
  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)));

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const key = randomKey();
      const fresh = { key, name: file.name, share: 0, error: null, attachment: null };
      setUploads((all) => [...all, fresh]);
      const { request, done } = uploadFile(ticketId, file, (share) => change(key, { share }));
      requests.current.set(key, request);
      done
        .then(
          (attachment) => change(key, { attachment, share: 1 }),
          (error: unknown) => change(key, { share: null, error: problemText(t, error) }),
        )
        .finally(() => requests.current.delete(key));
    }
  };
  const remove = (key: string) => {
    requests.current.get(key)?.abort();
    setUploads((all) => all.filter((each) => each.key !== key));
  };
  return {
    uploads,
    add,
    remove,
    clear: () => setUploads([]),
    restore: (attachments: readonly Attachment[]) =>
      setUploads(
        attachments.map((attachment) => ({
          key: attachment.id,
          name: attachment.filename,
          share: 1,
          error: null,
          attachment,
        })),
      ),
    attachments: uploads.flatMap(({ attachment }) => (attachment === null ? [] : [attachment])),
    isBusy: uploads.some(({ attachment, error }) => attachment === null && error === null),
  };
}

export type Uploads = ReturnType<typeof useUploads>;

/** By XMLHttpRequest, since `fetch` does not say how much of a body has left. */
function uploadFile(ticketId: string, file: File, onShare: (share: number) => void) {
  const request = new XMLHttpRequest();
  const done = new Promise<Attachment>((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    });
    request.addEventListener('error', () => reject(networkProblem()));
    request.addEventListener('abort', () => reject(networkProblem()));
    request.addEventListener('load', () => {
      if (request.status < 300) {
        resolve(JSON.parse(request.responseText) as Attachment);
        return;
      }
      const answer = new Response(request.responseText, {
        status: request.status,
        headers: { 'content-type': request.getResponseHeader('content-type') ?? '' },
      });
      void readProblem(answer).then(reject);
    });
  });
  const body = new FormData();
  body.append('file', file, file.name);
  request.open('POST', urlOf(uploadAttachment.url, { ticketId }, {}));
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('idempotency-key', randomKey());
  request.send(body);
  return { request, done };
}
