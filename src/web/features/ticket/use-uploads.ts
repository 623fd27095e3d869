import { useRef, useState } from 'react';
import { type Attachment, uploadAttachment } from '#contract/message.ts';
import { readProblem } from '../../lib/api-problem.ts';
import { networkProblem } from '../../lib/api-problem.ts';
import { urlOf } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { randomKey } from '../../lib/random-key.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import type { DraftName } from './draft-keeper.ts';
import { drafts, useDraftFiles } from './drafts.ts';

export type Upload = {
  readonly key: string;
  readonly name: string;
  /** 0 to 1 on the way; null when it could not be sent. */
  readonly share: number | null;
  readonly error: string | null;
  readonly isThere: boolean;
};

/**
 * Files on their way to the ticket, and those that are there and will go with the message. What has
 * arrived belongs to the draft, even when its box is gone by then.
 */
export function useUploads({ ticketId, kind }: DraftName) {
  const t = useTranslation();
  const name = { ticketId, kind };
  const attachments = useDraftFiles(name);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const requests = useRef(new Map<string, XMLHttpRequest>());
  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)));

  const forget = (key: string) => setUploads((all) => all.filter((each) => each.key !== key));

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const key = randomKey();
      const fresh = { key, name: file.name, share: 0, error: null, isThere: false };
      setUploads((all) => [...all, fresh]);
      const { request, done } = uploadFile(ticketId, file, (share) => change(key, { share }));
      requests.current.set(key, request);
      done
        .then(
          (attachment) => {
            forget(key);
            drafts.attach(name, attachment);
          },
          (error: unknown) => change(key, { share: null, error: problemText(t, error) }),
        )
        .finally(() => requests.current.delete(key));
    }
  };
  const remove = (key: string) => {
    requests.current.get(key)?.abort();
    forget(key);
    drafts.detach(name, key);
  };
  return {
    uploads: [...attachments.map(arrived), ...uploads],
    add,
    remove,
    /** Those that could not be sent up are of no more use once the message has gone. */
    forgetFailed: () => setUploads([]),
    attachments,
    isBusy: uploads.some(({ error }) => error === null),
  };
}

function arrived({ id, filename }: Attachment): Upload {
  return { key: id, name: filename, share: 1, error: null, isThere: true };
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
