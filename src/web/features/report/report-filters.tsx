import { ListFilter } from 'lucide-react';
import type { Report } from '#contract/report.ts';
import { segments } from '#contract/profile.ts';
import { channelKinds } from '#domain/ticket/ticket.ts';
import { matchLanguage, nativeNameOf } from '#locales/languages.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Select } from '../../ui/select.tsx';
import type { ReportFilterName } from './report-address.ts';
import { activeFilterCount, withoutFilters } from './report-search.ts';
import type { ReportPlace } from './use-report-place.ts';

export type ReportFiltersProps = {
  readonly place: ReportPlace;
  readonly choices: Report['choices'] | null;
};

/** What the report is narrowed to; how many narrowings are on is said on the button. */
export function ReportFilters({ place, choices }: ReportFiltersProps) {
  const t = useTranslation();
  const count = activeFilterCount(place.search);
  return (
    <div className="flex gap-2">
      <Popover
        label={t('report.filters')}
        placement="bottom end"
        className="w-72"
        trigger={
          <Button icon={<ListFilter />} variant={count > 0 ? 'primary' : 'secondary'}>
            {count > 0 ? t('report.filters.on', { count }) : t('report.filters')}
          </Button>
        }
      >
        <FilterFields place={place} choices={choices} />
      </Popover>
      {count > 0 && (
        <Button variant="quiet" onPress={() => place.replace(withoutFilters(place.search))}>
          {t('report.filters.clear')}
        </Button>
      )}
    </div>
  );
}

function FilterFields({ place, choices }: ReportFiltersProps) {
  const t = useTranslation();
  const people = useDirectory();
  const named = (each: { readonly id: string; readonly name: string }) => ({
    id: each.id,
    label: each.name,
  });
  return (
    <div className="flex flex-col gap-3">
      <FilterSelect place={place} name="teamId" label="team" options={people.teams.map(named)} />
      <FilterSelect place={place} name="ownerId" label="owner" options={people.agents.map(named)} />
      <FilterSelect
        place={place}
        name="channelKind"
        label="channel"
        options={channelKinds.map((id) => ({ id, label: t(`report.channel.${id}`) }))}
      />
      <FilterSelect
        place={place}
        name="issueType"
        label="issueType"
        options={(choices?.issueTypes ?? []).map((id) => ({ id, label: id }))}
      />
      <FilterSelect
        place={place}
        name="segment"
        label="segment"
        options={segments.map((id) => ({ id, label: t(`report.segment.${id}`) }))}
      />
      <FilterSelect
        place={place}
        name="language"
        label="language"
        options={(choices?.languages ?? []).map((id) => ({ id, label: languageName(id) }))}
      />
      <Checkbox
        label={t('report.filter.imported')}
        isSelected={place.search.includesImported === 'true'}
        onChange={(isOn) => place.change({ includesImported: isOn ? 'true' : null })}
      />
    </div>
  );
}

const anything = '';

function FilterSelect(props: {
  readonly place: ReportPlace;
  readonly name: ReportFilterName;
  readonly label: 'team' | 'owner' | 'channel' | 'issueType' | 'segment' | 'language';
  readonly options: readonly { readonly id: string; readonly label: string }[];
}) {
  const t = useTranslation();
  const { place, name, label, options } = props;
  return (
    <Select
      label={t(`report.filter.${label}`)}
      value={place.search[name] ?? anything}
      options={[{ id: anything, label: t('report.filter.any') }, ...options]}
      onChange={(id) => place.change({ [name]: id === anything ? null : id })}
    />
  );
}

/** A language by its own name where Belay speaks it, else by its tag. */
function languageName(tag: string): string {
  const known = matchLanguage(tag);
  return known === null ? tag : nativeNameOf(known);
}
