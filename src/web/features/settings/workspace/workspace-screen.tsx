import { useQuery } from '@tanstack/react-query';
import { readWorkspace } from '#contract/workspace.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { WorkspaceForm } from './workspace-form.tsx';

/** What holds for everybody here. */
export function WorkspaceScreen() {
  const t = useTranslation();
  const settings = useQuery(queryOf(readWorkspace));
  return (
    <PageFrame title={t('workspace.title')} hint={t('workspace.hint')}>
      {settings.isError && <Banner tone="bad">{problemText(t, settings.error)}</Banner>}
      {settings.isPending && <SkeletonRows count={4} rowPx={56} />}
      {settings.data && <WorkspaceForm settings={settings.data} />}
    </PageFrame>
  );
}
