export type MarkedTextProps = {
  /** Stands before the text and is not part of it. */
  readonly lead?: string;
  readonly parts: readonly { readonly text: string; readonly isHit: boolean }[];
};

/** A text in which the places that were sought are marked. */
export function MarkedText({ lead = '', parts }: MarkedTextProps) {
  return (
    <bdi>
      {lead}
      {parts.map(({ text, isHit }, index) =>
        isHit ? (
          <mark
            // The parts of one text never change places.
            key={index}
            className="rounded-small bg-warm-soft font-medium text-warm-ink"
          >
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}
