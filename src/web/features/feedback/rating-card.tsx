import type { Survey } from '#contract/feedback.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { CommentForm } from './comment-form.tsx';
import { Faces } from './faces.tsx';
import type { Rating } from './use-rating.ts';

/** Five faces, of which one press is the whole answer, and then room for a comment. */
export function RatingCard(props: { readonly survey: Survey; readonly rating: Rating }) {
  const t = useTranslation();
  const { survey, rating } = props;
  const about = { number: survey.ticketNumber, workspace: survey.workspaceName };
  return (
    <>
      <h1 className="text-center text-head font-semibold text-balance">{t('feedback.title')}</h1>
      <p className="mt-1 text-center text-pretty text-muted" dir="auto">
        {t('feedback.about', about)}
      </p>
      <Faces score={survey.score} onChoose={rating.rate} />
      <div aria-live="polite" className="mt-6 min-h-10 text-center text-pretty">
        {rating.hasFailed ? (
          <Banner tone="bad">{t('feedback.failed')}</Banner>
        ) : (
          survey.score !== null && <Thanks isForComment={rating.isCommentSent} />
        )}
      </div>
      {survey.score !== null && <CommentForm survey={survey} rating={rating} />}
    </>
  );
}

function Thanks({ isForComment }: { readonly isForComment: boolean }) {
  const t = useTranslation();
  return (
    <div className="animate-appear">
      <p className="font-medium text-calm-ink">
        {t(isForComment ? 'feedback.comment.saved' : 'feedback.saved')}
      </p>
      <p className="text-small text-muted">{t('feedback.change')}</p>
    </div>
  );
}
