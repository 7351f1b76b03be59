import { formatCount, formatCounted } from '../ui/format.ts';
import type { SaveScope } from '../ui/save-copy/save-copy-store.ts';
import type { Traffic } from './traffic-state.ts';

/**
 * What can be saved of the capture that is shown: what the person has marked or selected, what the filter shows, all.
 * `first` is what is meant where nothing else is chosen.
 */
export function saveScopes(
  traffic: Pick<Traffic, 'getState' | 'shown'>,
  first: 'all' | 'selected' = 'all',
): readonly SaveScope[] {
  const { marked, focused, hiddenByFilter, hiddenByClear, waiting } = traffic.getState();
  const all: SaveScope = { label: 'All exchanges' };
  const selected: SaveScope[] =
    marked.size > 0
      ? [
          {
            label:
              marked.size === 1 ? 'The marked exchange' : `The ${formatCount(marked.size)} marked exchanges`,
            numbers: [...marked].sort((a, b) => a - b),
          },
        ]
      : focused === undefined
        ? []
        : [{ label: `Exchange ${formatCount(focused)}`, numbers: [focused] }];
  const numbers = hiddenByFilter + hiddenByClear + waiting > 0 ? [...traffic.shown()] : [];
  const shown: SaveScope[] =
    numbers.length === 0
      ? []
      : [{ label: `The ${formatCounted(numbers.length, 'exchange')} in the list`, numbers }];
  return first === 'all' ? [all, ...shown, ...selected] : [...selected, ...shown, all];
}
