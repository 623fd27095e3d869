import type { ReactNode } from 'react';

/** A name, an id or a text of somebody's: its direction is its own and does not move its neighbours. */
export function Isolate({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <bdi dir="auto" {...(className !== undefined && { className })}>
      {children}
    </bdi>
  );
}
