import { Trash2 } from 'lucide-react';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { PathEditor } from './path-editor.tsx';
import type { MatrixDraft } from './use-matrix-draft.ts';

type Props = {
  readonly draft: MatrixDraft;
  /** Null is the fallback. */
  readonly ruleId: string | null;
  readonly onClose: () => void;
};

/** One row of the matrix: when it applies, and whom it asks one after another. */
export function RuleSheet({ draft, ruleId, onClose }: Props) {
  const t = useTranslation();
  const { rules, fallback } = draft.content;
  const index = rules.findIndex(({ id }) => id === ruleId);
  const rule = rules[index];
  if (rule === undefined) {
    return (
      <Sheet
        title={t('matrix.fallback')}
        size="large"
        isOpen
        onClose={onClose}
        actions={<Done onClose={onClose} />}
      >
        <p className="text-muted">{t('matrix.fallback.hint')}</p>
        <PathEditor path={fallback} onChange={(path) => draft.change({ fallback: path })} />
      </Sheet>
    );
  }
  return (
    <Sheet
      title={rule.name === '' ? t('matrix.rule.unnamed') : rule.name}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            icon={<Trash2 />}
            onPress={() => {
              onClose();
              draft.removeRule(index);
            }}
          >
            {t('matrix.rule.remove')}
          </Button>
          <Done onClose={onClose} />
        </>
      }
    >
      <TextField
        label={t('common.name')}
        isRequired
        maxLength={200}
        value={rule.name}
        onChange={(name) => draft.changeRule(index, { ...rule, name })}
      />
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t('matrix.when')}</h3>
        <ConditionEditor
          condition={rule.when}
          onChange={(when) => draft.changeRule(index, { ...rule, when })}
        />
      </section>
      <PathEditor
        path={rule.path}
        onChange={(path) => draft.changeRule(index, { ...rule, path })}
      />
    </Sheet>
  );
}

function Done({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslation();
  return (
    <Button variant="primary" onPress={onClose}>
      {t('common.done')}
    </Button>
  );
}
