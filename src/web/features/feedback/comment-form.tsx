import { useState } from 'react';
import type { Survey } from '#contract/feedback.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Rating } from './use-rating.ts';

const commentMax = 5000;

/** What the customer would add; the answer itself is safe already. */
export function CommentForm(props: { readonly survey: Survey; readonly rating: Rating }) {
  const t = useTranslation();
  const { survey, rating } = props;
  const [text, setText] = useState(survey.comment ?? '');
  const isChanged = text.trim() !== (survey.comment ?? '');
  return (
    <form
      className="mt-4 flex animate-appear flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) rating.comment(text.trim());
      }}
    >
      <TextArea
        label={t('feedback.comment')}
        isOptional
        value={text}
        onChange={setText}
        maxLength={commentMax}
        rows={3}
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isDisabled={!isChanged}
        isPending={rating.isSaving}
      >
        {t('feedback.comment.send')}
      </Button>
    </form>
  );
}
