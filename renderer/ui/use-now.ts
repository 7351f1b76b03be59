import { useEffect, useState } from 'react';

/**
 * The present time in epoch ms, told anew every `everyMs`; undefined interval: it stands still. For what counts down
 * or up on screen, and for nothing that is decided by it.
 */
export function useNow(everyMs: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
