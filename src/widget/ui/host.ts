import type { FrameMessage, HostMessage } from '../frame-messages.ts';

export type Host = {
  /** Says something to the embedding page, once it has said hello. */
  readonly tell: (message: FrameMessage) => void;
};

/**
 * Listens to the embedding page. Only its parent is heard, and only the origin that said hello is
 * answered; which origins may be parents at all, the page's policy decides before it is loaded.
 */
export function listenToHost(onMessage: (message: HostMessage) => void): Host {
  let origin: string | null = null;
  window.addEventListener('message', (event: MessageEvent<HostMessage>) => {
    if (event.source !== window.parent || window.parent === window) return;
    if (origin !== null && event.origin !== origin) return;
    if (event.data?.belay === undefined) return;
    origin = event.origin;
    onMessage(event.data);
  });
  return {
    tell: (message) => {
      if (origin !== null) window.parent.postMessage(message, origin);
    },
  };
}
