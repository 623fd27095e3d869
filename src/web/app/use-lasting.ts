import { useEffect, useState } from 'react';

/** True only once the condition has held for a while, so that blips are not shown. */
export function useLasting(condition: boolean, afterMs: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setLasting(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [condition, afterMs]);
  return isLasting;
}
