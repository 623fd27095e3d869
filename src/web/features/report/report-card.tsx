import type { ReactNode } from 'react';

export type ReportCardProps = {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
};

/** One subject of the report. It is kept whole on paper. */
export function ReportCard({ title, hint, children }: ReportCardProps) {
  return (
    <section className="min-w-0 break-inside-avoid rounded-card border border-line bg-raised p-4">
      <h2 className="text-read font-semibold">{title}</h2>
      {hint !== undefined && <p className="text-small text-pretty text-muted">{hint}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
