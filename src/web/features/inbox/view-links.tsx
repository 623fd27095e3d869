import { useParams } from '@tanstack/react-router';
import { ticketViews } from '#contract/ticket.ts';
import { NavigationLink } from '../../app/navigation-link.tsx';
import { useTranslation } from '../../lib/use-translation.tsx';
import { readView } from './inbox-search.ts';
import { ViewCount } from './view-count.tsx';
import { viewIcons } from './view-icons.ts';

/** What is escalated to me is a place of its own, with its count, in sight from everywhere. */
const listed = ticketViews.filter((view) => view !== 'escalated_to_me');

/** The other views with their counts, in the navigation while one is in the inbox. */
export function ViewLinks() {
  const t = useTranslation();
  const current = readView(useParams({ strict: false }).view);
  return (
    <div
      role="group"
      aria-label={t('inbox.views')}
      className="mt-2 flex flex-col gap-0.5 border-t border-line pt-2"
    >
      {listed.map((view) => {
        const Icon = viewIcons[view];
        return (
          <NavigationLink
            key={view}
            href={`/inbox/${view}`}
            label={t(`inbox.view.${view}`)}
            icon={<Icon aria-hidden />}
            isCurrent={view === current}
            end={<ViewCount view={view} />}
          />
        );
      })}
    </div>
  );
}
