import { useMutation, useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import {
  listOnCallShifts,
  type OnCallShift,
  removeOnCallShift,
  type Team,
} from '#contract/team.ts';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format.ts';
import { queryOf } from '../../../lib/query.ts';
import { useMay, useSignedIn } from '../../../lib/session.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { peopleProblemText } from '../shared/people-problem-text.ts';
import { ShiftForm } from './shift-form.tsx';
import { refreshTeams } from './use-team-form.ts';

/** Who is on call and when; each line takes effect as it is added. */
export function OnCallSection({ team }: { readonly team: Team }) {
  const t = useTranslation();
  const mayManage = useMay()('team.manage');
  const { timeZone } = useSignedIn().workspace;
  const { agentName } = useDirectory();
  const params = { teamId: team.id };
  const shifts = useQuery(queryOf(listOnCallShifts, { params })).data?.items ?? [];
  const removing = useMutation({
    mutationFn: (shiftId: string) => call(removeOnCallShift, { params: { ...params, shiftId } }),
    onSuccess: refreshTeams,
  });
  const onCall = team.onCallId === null ? null : agentName(team.onCallId);
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="flex flex-wrap items-center gap-2 font-semibold">
        {t('people.onCall')}
        <Badge tone={onCall === null ? 'neutral' : 'calm'}>
          {onCall === null ? t('people.onCall.nobody') : t('people.onCall.now', { name: onCall })}
        </Badge>
      </h3>
      <p className="text-pretty text-muted">{t('people.onCall.hint', { zone: timeZone })}</p>
      {removing.isError && <Banner tone="bad">{peopleProblemText(t, removing.error)}</Banner>}
      <ul className="flex flex-col">
        {shifts.map((shift) => (
          <ShiftRow
            key={shift.id}
            shift={shift}
            onRemove={mayManage ? () => removing.mutate(shift.id) : null}
          />
        ))}
      </ul>
      {mayManage && <ShiftForm team={team} />}
    </section>
  );
}

function ShiftRow(props: { readonly shift: OnCallShift; readonly onRemove: (() => void) | null }) {
  const t = useTranslation();
  const format = useFormat(useSignedIn().workspace.timeZone);
  const { shift, onRemove } = props;
  const from = format.dateTime(shift.fromAt);
  const until = format.dateTime(shift.toAt);
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-2 border-b border-line py-1">
      <Isolate className="font-medium">{shift.agentName}</Isolate>
      <span className="grow text-muted">{t('people.period', { from, until })}</span>
      {shift.isOverride && <Badge tone="accent">{t('people.onCall.overrideBadge')}</Badge>}
      {onRemove && (
        <IconButton size="small" label={t('common.remove')} icon={<Trash2 />} onPress={onRemove} />
      )}
    </li>
  );
}
