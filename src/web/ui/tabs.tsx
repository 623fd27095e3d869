import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { classNames } from '../lib/class-names.ts';

export type TabItem<Id extends string = string> = {
  readonly id: Id;
  readonly label: string;
  /** A count beside the label. */
  readonly count?: number;
  readonly content: ReactNode;
};

export type TabsProps<Id extends string> = {
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly className?: string;
  /** Beside the tabs, at the end of their row; above them where there is no room for both. */
  readonly end?: ReactNode;
};

/** Views of one thing, one at a time. Keep the choice in the URL. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, selected, onSelect, className, end } = props;
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = tabs.find((each) => each.id === key);
        if (tab) onSelect(tab.id);
      }}
      className={classNames('flex min-h-0 flex-col', className)}
    >
      <div className="flex shrink-0 flex-wrap-reverse items-center justify-between gap-x-2 border-b border-line px-2">
        <TabList
          aria-label={label}
          className="flex max-w-full gap-1 overflow-x-auto [scrollbar-width:none]"
        >
          {tabs.map((tab) => (
            <Tab
              key={tab.id}
              id={tab.id}
              className="relative flex h-9 cursor-default items-center gap-1.5 rounded-control px-2 text-body whitespace-nowrap text-muted -outline-offset-2 data-hovered:text-ink data-selected:font-medium data-selected:text-ink data-selected:after:absolute data-selected:after:inset-x-2 data-selected:after:-bottom-px data-selected:after:h-0.5 data-selected:after:rounded-full data-selected:after:bg-accent-ink"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span data-tabular className="text-small text-faint">
                  {tab.count}
                </span>
              )}
            </Tab>
          ))}
        </TabList>
        {end}
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="min-h-0 grow -outline-offset-2">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
