import { useRouter } from '@tanstack/react-router';
import { useMay } from '../../lib/session.ts';
import {
  type SectionGroup,
  type SettingsSection,
  sectionGroups,
  settingsSections,
} from './sections.ts';

/** The sections that this person may open, in their groups; empty groups are left out. */
export function useSections(): readonly {
  readonly group: SectionGroup;
  readonly sections: readonly SettingsSection[];
}[] {
  const router = useRouter();
  const may = useMay();
  const known = new Set(Object.keys(router.routesByPath));
  const open = settingsSections.filter(
    ({ path, permission }) => known.has(path) && (permission === undefined || may(permission)),
  );
  return sectionGroups
    .map((group) => ({ group, sections: open.filter((section) => section.group === group) }))
    .filter(({ sections }) => sections.length > 0);
}
