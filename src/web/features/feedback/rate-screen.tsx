import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { resolveLanguage } from '#locales/languages.ts';
import { loadTranslator, TranslationProvider } from '../../lib/use-translation.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { RatingCard } from './rating-card.tsx';
import { useRating } from './use-rating.ts';
import { WrongLink } from './wrong-link.tsx';

/**
 * The page behind the link of a rating letter, for customers without an account. It speaks the
 * language in which they wrote, whatever the browser's, and leaves the desk's own choice alone.
 */
export function RateScreen() {
  const { token = '' } = useParams({ strict: false });
  const rating = useRating(token);
  const { survey } = rating;
  const language = survey === null ? null : resolveLanguage(survey.language);
  const words = useQuery({
    queryKey: ['words', language],
    queryFn: () => (language === null ? null : loadTranslator(language)),
    enabled: language !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="flex min-h-full flex-col items-center bg-canvas px-4 py-8 desk:justify-center">
      <main className="w-full max-w-110 rounded-sheet border border-line bg-raised p-6 shadow-raised desk:p-8">
        {rating.error !== null ? (
          <WrongLink error={rating.error} onRetry={rating.retry} />
        ) : survey === null || !words.data ? (
          <SkeletonRows count={3} />
        ) : (
          <TranslationProvider key={language} initial={{ t: words.data, isWhole: true }}>
            <RatingCard survey={survey} rating={rating} />
          </TranslationProvider>
        )}
      </main>
    </div>
  );
}
