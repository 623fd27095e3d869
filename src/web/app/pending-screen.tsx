import { SkeletonRows } from '../ui/skeleton.tsx';

/** In the place of a screen whose code or data takes longer than a moment. */
export function PendingScreen() {
  return <SkeletonRows count={10} />;
}
