import type { RefObject } from 'react';
import { type TemplatePlaceholder, templatePlaceholders } from '#contract/template.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';

type Props = {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onInsert: (text: string) => void;
};

/** What a text may say; pressing one puts it where the cursor stands. */
export function PlaceholderBar({ area, onInsert }: Props) {
  const t = useTranslation();
  const insert = (name: TemplatePlaceholder) => {
    const field = area.current;
    if (!field) return;
    field.setRangeText(patternOf(name), field.selectionStart, field.selectionEnd, 'end');
    onInsert(field.value);
    field.focus();
  };
  return (
    <div role="group" aria-label={t('template.placeholders')} className="flex flex-wrap gap-1.5">
      <span className="self-center text-small font-medium text-muted">
        {t('template.placeholders')}
      </span>
      {templatePlaceholders.map((name) => (
        <Tooltip key={name} text={t(`template.placeholder.${name}`)} keys={null}>
          <Button size="small" onPress={() => insert(name)}>
            <code dir="ltr">{`{${name}}`}</code>
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}

/** A choice comes with both of its texts, since one without an `other` is no message. */
function patternOf(name: TemplatePlaceholder): string {
  if (name !== 'hasNextUpdate') return `{${name}}`;
  return '{hasNextUpdate, select, true {… {nextUpdateBy} …} other {…}}';
}
