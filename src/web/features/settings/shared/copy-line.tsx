import { CopyButton } from '../../../ui/copy-button.tsx';

/** A text for machines, whole, with a button that copies it. */
export function CopyLine({ text, label }: { readonly text: string; readonly label?: string }) {
  return (
    <div className="flex items-start gap-2 rounded-control bg-sunken py-1 ps-3 pe-1">
      <code
        dir="ltr"
        className="min-w-0 grow py-1 font-mono text-small break-all whitespace-pre-wrap"
      >
        {text}
      </code>
      <CopyButton text={text} {...(label !== undefined && { label })} />
    </div>
  );
}
