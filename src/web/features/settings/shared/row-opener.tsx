import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

/** What names a row of a table, to press: on a phone it is all of the row that is in sight. */
export function RowOpener(props: { readonly onOpen: () => void; readonly children: ReactNode }) {
  return (
    <Button
      onPress={props.onOpen}
      className="flex min-h-9 w-full min-w-44 cursor-default items-center gap-2.5 rounded-control py-1 text-start data-hovered:text-accent-ink pointer-coarse:min-h-11"
    >
      {props.children}
    </Button>
  );
}
