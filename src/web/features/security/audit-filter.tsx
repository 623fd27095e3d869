import type { DeskKey } from '../../lib/use-translation.tsx';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** The first parts of actions, by which the log is narrowed; the server knows them by the same. */
const kinds = [
  'all',
  'session',
  'password',
  'second_factor',
  'passkey',
  'sign_in_link',
  'invitation',
  'api_key',
  'agent',
  'team',
  'channel',
  'matrix',
  'policy',
  'calendar',
  'contact',
  'template',
  'webhook',
  'workspace',
  'import',
  'export',
] as const;
type Kind = (typeof kinds)[number];

export type AuditFilter = { readonly kind: Kind; readonly from: string; readonly to: string };

/** Days are those of this device; the last one is included. */
export function queryOfFilter(filter: AuditFilter) {
  const { kind, from, to } = filter;
  const end = to === '' ? null : new Date(`${to}T00:00`);
  end?.setDate(end.getDate() + 1);
  return {
    ...(kind !== 'all' && { action: kind }),
    ...(from !== '' && { from: new Date(`${from}T00:00`).toISOString() }),
    ...(end && { to: end.toISOString() }),
  };
}

export function AuditFilterBar(props: {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}) {
  const t = useTranslation();
  const { filter, onChange } = props;
  return (
    <div className="flex flex-wrap gap-3">
      <Select
        label={t('audit.kind')}
        className="w-56"
        options={kinds.map((id) => ({ id, label: t(kindKey(id)) }))}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <TextField
        label={t('audit.from')}
        type="date"
        className="w-40"
        value={filter.from}
        onChange={(from) => onChange({ ...filter, from })}
      />
      <TextField
        label={t('audit.to')}
        type="date"
        className="w-40"
        value={filter.to}
        onChange={(to) => onChange({ ...filter, to })}
      />
    </div>
  );
}

function kindKey(kind: Kind): DeskKey {
  return kind === 'all' ? 'common.all' : `audit.kind.${kind}`;
}
