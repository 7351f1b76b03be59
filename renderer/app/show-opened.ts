import type { AppContextValue } from '../ui/app-context.ts';

/** Shows captures that a person opened, by their ids: the last one, and two of them against each other. */
export function showOpened(opened: readonly string[], go: AppContextValue['go']): void {
  const last = opened.at(-1);
  if (last !== undefined) go({ screen: 'traffic', captureId: last });
  const [left, right] = opened;
  if (opened.length === 2 && left !== undefined && right !== undefined && left !== right)
    go({ screen: 'captures', compare: { left, right } });
}
