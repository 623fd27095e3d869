import type { ReactNode } from 'react';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** One line of the palette. */
export type Command = {
  readonly id: string;
  /** In the reader's language. */
  readonly title: string;
  /** Drawn in place of the title, such as the title with what was sought marked. */
  readonly body?: ReactNode;
  /** A word or two about it, paler, at the end of the line. */
  readonly detail?: string;
  /** Other words people may type for it. */
  readonly keywords?: string;
  /** The shortcut whose key is shown beside it. */
  readonly keys?: string | null;
  readonly icon?: ReactNode;
  readonly run: () => void;
};

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

/** Offers commands in the palette while the component is there. */
export function useCommands(offered: readonly Command[]): void {
  const fingerprint = offered.map((command) => `${command.id} ${command.title}`).join('\n');
  const runLatest = useEffectEvent((id: string) => {
    offered.find((command) => command.id === id)?.run();
  });
  const current = useEffectEvent(() => offered);
  useEffect(() => {
    const mine = current().map((command) => ({ ...command, run: () => runLatest(command.id) }));
    change([...commands, ...mine]);
    return () => change(commands.filter((command) => !mine.some((own) => own === command)));
    // The fingerprint stands for the list, which callers make afresh at each render.
  }, [fingerprint]);
}

/** All commands on offer; a later one with the same id takes the place of an earlier one. */
export function useOfferedCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, read, read);
}

function change(next: readonly Command[]): void {
  commands = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): readonly Command[] {
  return commands;
}
