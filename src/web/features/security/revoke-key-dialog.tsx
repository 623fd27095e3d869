import { useMutation } from '@tanstack/react-query';
import { type ApiKey, listApiKeys, revokeApiKey } from '#contract/api-key.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Revoking stops a program somewhere at once and cannot be undone: it is asked first. */
export function RevokeKeyDialog(props: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const t = useTranslation();
  const { apiKey, onClose } = props;
  const revoking = useMutation({
    mutationFn: () => call(revokeApiKey, { params: { apiKeyId: apiKey.id } }),
    onSuccess: async () => {
      onClose();
      await refresh(listApiKeys.tag);
    },
  });
  return (
    <Dialog
      title={t('security.keys.revokeTitle', { name: apiKey.name })}
      isOpen
      isQuestion
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" isPending={revoking.isPending} onPress={() => revoking.mutate()}>
            {t('security.keys.revoke')}
          </Button>
        </>
      }
    >
      <p className="text-pretty">{t('security.keys.revokeHint')}</p>
      {revoking.isError && <Banner tone="bad">{problemText(t, revoking.error)}</Banner>}
    </Dialog>
  );
}
