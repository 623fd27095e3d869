import { ChevronDown } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import { useSession } from '../lib/session.ts';
import { Avatar } from '../ui/avatar.tsx';

/** Whose desk this is: the workspace's name over the person's. */
export function AccountFace({ isNarrow }: { readonly isNarrow: boolean }) {
  const session = useSession();
  if (!session) return null;
  return (
    <>
      <Avatar name={session.agent.name} />
      {!isNarrow && (
        <>
          <span className="flex min-w-0 grow flex-col leading-4">
            <bdi className="truncate font-semibold">{session.workspace.name}</bdi>
            <bdi className="truncate text-tiny text-muted">{session.agent.name}</bdi>
          </span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </>
      )}
    </>
  );
}

export function accountClass(isNarrow: boolean): string {
  return classNames(
    'mb-2 flex h-10 shrink-0 cursor-default items-center gap-2 rounded-control text-start data-hovered:bg-pressed',
    isNarrow ? 'w-8 justify-center' : 'px-1.5',
  );
}
