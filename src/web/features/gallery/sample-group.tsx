import type { ReactNode } from 'react';

/** A named box of samples. */
export function SampleGroup({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="rounded-card border border-line bg-surface">
      <h2 className="border-b border-line px-4 py-2 text-small font-medium text-muted">{title}</h2>
      <div className="flex flex-col gap-4 p-4">{children}</div>
    </section>
  );
}

/** Samples of one kind beside each other. */
export function SampleRow({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
