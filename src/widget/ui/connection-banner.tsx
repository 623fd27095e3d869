import { useEffect, useState } from 'preact/hooks';
import type { Words } from './words.ts';

/** A line that is back within this needs no word. */
const patienceMs = 2000;
const reliefMs = 3000;

/** Says that the line is down, once it has been for a moment, and that it is back. */
export function ConnectionBanner({ isLost, t }: { readonly isLost: boolean; readonly t: Words }) {
  const [said, say] = useState<'nothing' | 'lost' | 'back'>('nothing');
  useEffect(() => {
    if (isLost) {
      const timer = setTimeout(() => say('lost'), patienceMs);
      return () => clearTimeout(timer);
    }
    say((before) => (before === 'lost' ? 'back' : before));
    const timer = setTimeout(() => say('nothing'), reliefMs);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div role="status" class={`banner ${said}`}>
      {said === 'lost' && t('widget.connectionLost')}
      {said === 'back' && t('widget.connectionBack')}
    </div>
  );
}
