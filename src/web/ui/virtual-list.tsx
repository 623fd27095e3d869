import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
} from 'react';
import { classNames } from '../lib/class-names.ts';

export type VirtualListHandle = { readonly scrollTo: (index: number) => void };

export type VirtualListProps<Item> = {
  readonly label: string;
  readonly items: readonly Item[];
  readonly itemKey: (item: Item) => string;
  readonly renderItem: (item: Item, index: number) => ReactNode;
  /** 36 or 56 for rows of one height; a guess when `isMeasured`. */
  readonly rowPx: number;
  /** Rows have heights of their own, as in a timeline. */
  readonly isMeasured?: boolean;
  /** Kept in sight when it changes: the row that the keyboard is on. */
  readonly activeIndex?: number;
  /** Asked for when the end comes near. */
  readonly onEndNear?: () => void;
  readonly footer?: ReactNode;
  readonly className?: string;
  readonly handle?: Ref<VirtualListHandle>;
};

/** A list of any length; only what is in sight is drawn. Each row says its place and the whole. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, itemKey, renderItem, rowPx, isMeasured = false, activeIndex } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : itemKey(item);
    },
  });
  const rows = virtualizer.getVirtualItems();
  const lastIndex = rows.at(-1)?.index ?? -1;
  const askForMore = useEffectEvent(() => props.onEndNear?.());
  useEffect(() => {
    if (items.length > 0 && lastIndex >= items.length - 10) askForMore();
  }, [lastIndex, items.length]);
  const keepInSight = useEffectEvent((index: number) => virtualizer.scrollToIndex(index));
  useEffect(() => {
    if (activeIndex !== undefined && activeIndex >= 0) keepInSight(activeIndex);
  }, [activeIndex]);
  useImperativeHandle(props.handle, () => ({
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  }));
  return (
    <div
      ref={scroller}
      // Reachable by keyboard, so that it scrolls even when its rows hold nothing to focus.
      tabIndex={0}
      className={classNames('min-h-0 overflow-y-auto contain-strict', props.className)}
    >
      <ul
        aria-label={label}
        className="relative m-0 list-none p-0"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map((row) => {
          const item = items[row.index];
          return item === undefined ? null : (
            <li
              key={row.key}
              data-index={row.index}
              {...(isMeasured && { ref: virtualizer.measureElement })}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              className="absolute inset-x-0 top-0"
              style={{
                transform: `translateY(${row.start}px)`,
                ...(!isMeasured && { height: rowPx }),
              }}
            >
              {renderItem(item, row.index)}
            </li>
          );
        })}
      </ul>
      {props.footer}
    </div>
  );
}
