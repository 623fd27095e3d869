import { type ReactNode, useId } from 'react';

type ContactPartProps = {
  readonly title: string;
  readonly children: ReactNode;
  /** Beside the title, at its end. */
  readonly action?: ReactNode;
};

/** One part of a profile under its title. */
export function ContactPart({ title, children, action }: ContactPartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-6 items-center justify-between gap-2">
        <h3 id={id} className="text-small font-medium text-muted">
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}
