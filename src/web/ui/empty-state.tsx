import type { ReactNode } from 'react';

export type EmptyStateProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do next, in one sentence. */
  readonly hint?: ReactNode;
  /** It is all there is on the page, so its title is the page's heading. */
  readonly isPage?: boolean;
  /** One Button. */
  readonly action?: ReactNode;
};

/** What stands where nothing is yet: a sentence, and one thing to do. */
export function EmptyState({ icon, title, hint, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className="flex h-full min-h-48 flex-col items-center justify-center gap-3 p-6 text-center">
      {icon && (
        <span
          aria-hidden
          className="flex size-10 items-center justify-center rounded-full bg-sunken text-faint [&>svg]:size-5"
        >
          {icon}
        </span>
      )}
      <div className="flex max-w-90 flex-col gap-1">
        <Title className="text-read font-medium text-balance">
          <bdi>{title}</bdi>
        </Title>
        {hint && <p className="text-pretty text-muted">{hint}</p>}
      </div>
      {action}
    </div>
  );
}
