/*
 * What the page that embeds the chat and the chat's own frame say to each other. They trust each
 * other with nothing else: the host cannot read the conversation, the frame cannot touch the page.
 */

/** From the embedding page into the frame. */
export type HostMessage =
  | {
      readonly belay: 'hello';
      /** What the page wants spoken; null leaves it to the visitor's browser. */
      readonly language: string | null;
      readonly pageUrl: string;
    }
  | { readonly belay: 'shown' }
  | { readonly belay: 'hidden' }
  | { readonly belay: 'identify'; readonly token: string }
  | { readonly belay: 'forget' };

/** From the frame to the embedding page. */
export type FrameMessage =
  | {
      readonly belay: 'ready';
      readonly color: string;
      readonly inkOnColor: string;
      readonly title: string;
    }
  /** What the button says to who cannot see it, and how many messages wait. */
  | {
      readonly belay: 'badge';
      readonly count: number;
      readonly openLabel: string;
      readonly closeLabel: string;
    }
  | { readonly belay: 'close' };
