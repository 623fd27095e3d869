import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { type ApiKey, listApiKeys } from '#contract/api-key.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ApiKeyTable } from './api-key-table.tsx';
import { NewApiKeyDialog } from './new-api-key-dialog.tsx';
import { PageFrame } from './page-frame.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

/** The keys with which programs call the API. */
export function ApiKeyScreen() {
  const t = useTranslation();
  const keys = useQuery(queryOf(listApiKeys));
  const [isAdding, setAdding] = useState(false);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const add = (
    <Button variant="primary" icon={<Plus />} onPress={() => setAdding(true)}>
      {t('security.keys.add')}
    </Button>
  );
  const items = keys.data?.items ?? [];
  return (
    <PageFrame title={t('security.keys')} hint={t('security.keys.hint')} action={add}>
      {keys.isError && <Banner tone="bad">{problemText(t, keys.error)}</Banner>}
      {keys.isPending && <SkeletonRows count={4} rowPx={36} />}
      {keys.data && items.length === 0 && (
        <EmptyState
          icon={<KeyRound />}
          title={t('security.keys.empty')}
          hint={t('security.keys.emptyHint')}
        />
      )}
      {items.length > 0 && <ApiKeyTable keys={items} onRevoke={setRevoked} />}
      {isAdding && <NewApiKeyDialog onClose={() => setAdding(false)} />}
      {revoked && <RevokeKeyDialog apiKey={revoked} onClose={() => setRevoked(null)} />}
    </PageFrame>
  );
}
