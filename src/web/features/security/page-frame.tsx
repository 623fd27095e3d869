import type { ReactNode } from 'react';

export type PageFrameProps = {
  readonly title: string;
  readonly hint?: ReactNode;
  /** One Button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** A page of the settings: a title, perhaps one act, and sections below one another. */
export function PageFrame({ title, hint, action, children }: PageFrameProps) {
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-220 flex-col gap-6 px-4 py-6 desk:px-8">
        <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <div className="min-w-0 grow basis-80">
            <h1 className="text-head font-semibold">{title}</h1>
            {hint !== undefined && <p className="mt-0.5 text-pretty text-muted">{hint}</p>}
          </div>
          {action}
        </header>
        {children}
      </div>
    </div>
  );
}

export type SectionProps = {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
};

/** One subject of a page, in a card of its own. */
export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <section className="rounded-card border border-line bg-raised">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0 grow basis-64">
          <h2 className="text-read font-semibold">{title}</h2>
          {hint !== undefined && <p className="text-pretty text-muted">{hint}</p>}
        </div>
        {action}
      </div>
      <div className="border-t border-line empty:hidden">{children}</div>
    </section>
  );
}
