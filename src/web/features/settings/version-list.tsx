import type { VersionRow } from '#contract/calendar.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';

type Props = {
  readonly versions: readonly VersionRow[];
  readonly currentId: string;
  /** Brings an earlier version into the editor, to look at it and perhaps save it again. */
  readonly onTake: ((versionId: string) => void) | null;
};

/** Every version there was: who saved it, and when. */
export function VersionList({ versions, currentId, onTake }: Props) {
  const t = useTranslation();
  const format = useFormat();
  return (
    <ul className="divide-y divide-line">
      {versions.map(({ id, version, createdAt, createdBy }) => (
        <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <span className="w-24 font-medium">{t('settings.version', { version })}</span>
          <span className="min-w-0 grow text-muted">
            {format.dateTime(createdAt)}
            {createdBy && (
              <>
                {' · '}
                <bdi>{createdBy.name}</bdi>
              </>
            )}
          </span>
          {id === currentId ? (
            <Badge tone="accent">{t('settings.current')}</Badge>
          ) : (
            onTake && (
              <Button size="small" onPress={() => onTake(id)}>
                {t('settings.version.take')}
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  );
}
