import { useState } from 'react';

/**
 * The token behind the `#` of a link that was mailed or printed, taken out of the address bar at
 * once: it must not stay in the history, nor be seen over a shoulder. Null when there is none.
 */
export function useAddressToken(): string | null {
  const [token] = useState(() => {
    const found = new URLSearchParams(location.hash.slice(1)).get('token');
    if (found !== null) {
      history.replaceState(history.state, '', location.pathname + location.search);
      return found;
    }
    return null;
  });
  return token;
}
