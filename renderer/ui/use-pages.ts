import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createPages, type Pages, type PagesState } from './pages.ts';

/** Pages of what `ask` tells, begun anew whenever `ask` is another function; the first one is asked for at once. */
export function usePages<T>(ask: Parameters<typeof createPages<T>>[0]['ask']): Pages<T> & PagesState {
  const pages = useMemo(() => createPages<T>({ ask }), [ask]);
  useEffect(() => {
    pages.want(0, 1);
  }, [pages]);
  return { ...pages, ...useStore(pages) };
}
