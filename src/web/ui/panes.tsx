import { PanelRight } from 'lucide-react';
import { Fragment } from 'react';
import { classNames } from '../lib/class-names.ts';
import { useIsPhone } from '../lib/media.ts';
import { useShortcut } from '../lib/use-shortcut.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { IconButton } from './icon-button.tsx';
import { clampWidth, isFolded, type Pane, paneWidthPx, widthOf } from './pane.ts';
import { PaneHandle } from './pane-handle.tsx';
import { usePaneSizes, useWindowWidth } from './use-pane-sizes.ts';

export type PanesProps = {
  /** Under which sizes are kept on this device: `inbox`. */
  readonly id: string;
  readonly panes: readonly Pane[];
  /** The pane a phone shows; take it from the URL, so that Back works. */
  readonly active: string;
};

/** Panes side by side, each to be resized and folded; on a phone one at a time. */
export function Panes({ id, panes, active }: PanesProps) {
  const isPhone = useIsPhone();
  const windowPx = useWindowWidth();
  const [sizes, setSize] = usePaneSizes(id);
  if (isPhone) {
    const shown = panes.find((pane) => pane.id === active) ?? panes[0];
    return <div className="flex h-full min-h-0 flex-col">{shown?.content}</div>;
  }
  const mainIndex = panes.findIndex((pane) => pane.isMain);
  return (
    <div className="flex h-full min-h-0">
      {panes.map((pane, index) => {
        const folded = isFolded(pane, sizes, windowPx);
        const isBeforeMain = index < mainIndex;
        const handle =
          pane.isMain || folded ? null : (
            <PaneHandle
              pane={pane}
              isBeforeMain={isBeforeMain}
              widthPx={widthOf(pane, sizes)}
              onResize={(widthPx) => setSize(pane.id, { widthPx: clampWidth(pane, widthPx) })}
            />
          );
        return (
          <Fragment key={pane.id}>
            {pane.foldKey !== undefined && (
              <FoldKey
                pane={pane}
                keys={pane.foldKey}
                onFold={() => setSize(pane.id, { isFolded: !folded })}
              />
            )}
            {!isBeforeMain && handle}
            {folded ? (
              <FoldedPane pane={pane} onUnfold={() => setSize(pane.id, { isFolded: false })} />
            ) : (
              <section
                aria-label={pane.label}
                className={classNames(
                  'relative min-h-0 min-w-0',
                  pane.isMain ? 'grow' : 'shrink-0',
                )}
                style={
                  pane.isMain ? { minWidth: paneWidthPx.min } : { width: widthOf(pane, sizes) }
                }
              >
                {pane.content}
              </section>
            )}
            {isBeforeMain && handle}
          </Fragment>
        );
      })}
    </div>
  );
}

function FoldKey(props: {
  readonly pane: Pane;
  readonly keys: string;
  readonly onFold: () => void;
}) {
  const { pane, keys, onFold } = props;
  useShortcut(
    {
      id: `panes.${pane.id}`,
      keys,
      label: keys === '[' ? 'common.panes.foldStart' : 'common.panes.foldEnd',
      scope: 'everywhere',
    },
    onFold,
  );
  return null;
}

/** What a folded pane leaves: a strip to bring it back with, for who has no keyboard at hand. */
function FoldedPane(props: { readonly pane: Pane; readonly onUnfold: () => void }) {
  const { pane, onUnfold } = props;
  const t = useTranslation();
  return (
    <div className="flex shrink-0 flex-col border-line bg-canvas p-1 not-first:border-s first:border-e">
      <IconButton
        size="small"
        label={t('common.panes.unfold', { name: pane.label })}
        keys={pane.foldKey ?? null}
        icon={<PanelRight className="rtl:-scale-x-100" />}
        onPress={onUnfold}
      />
    </div>
  );
}
