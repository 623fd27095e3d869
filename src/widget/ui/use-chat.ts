import { useEffect, useReducer } from 'preact/hooks';
import type { Chat, ChatState } from './chat.ts';

/** The state of the chat; the component is drawn again whenever it changes. */
export function useChat(chat: Chat): ChatState {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => chat.subscribe(() => draw(undefined)), [chat]);
  return chat.state;
}
