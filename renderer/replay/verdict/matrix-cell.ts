import type { MatrixCell, MatrixRow } from '../../../shared/model/replay-verdict.ts';
import { formatCount } from '../../ui/format.ts';
import type { Meaning } from '../../ui/palette.ts';
import { CLASS_WORDS, STATE_WORDS, type Explained } from '../replay-words.ts';

export interface CellView {
  readonly meaning: Meaning;
  /** What stands in the cell. */
  readonly text: string;
  /** A sentence. */
  readonly tip: string;
}

/** What a row is in a word: noise where nothing may vary is none. Pure. */
export function rowClass(row: Pick<MatrixRow, 'class' | 'violates'>): Explained {
  if (row.violates !== true) return CLASS_WORDS[row.class];
  return {
    title: 'not fixed',
    meaning: 'fault',
    says: 'What must never vary does, on one and the same instance: an order, or whether there is an error.',
  };
}

/** The same where each step was sent in both eras, which the classes of schedules say nothing of. Pure. */
export function erasClass({ class: own }: Pick<MatrixRow, 'class'>): Explained {
  if (own === 'stable') return { ...CLASS_WORDS.stable, title: 'identical' };
  return {
    title: 'not identical',
    meaning: 'note',
    says: 'Its answers were not all identical. What of that is the protocol’s doing, and what is not, stands under Both eras.',
  };
}

/** One step on one instance, for the matrix; undefined where it was never planned there. Pure. */
export function cellView(
  row: Pick<MatrixRow, 'class' | 'held' | 'violates'>,
  cell: MatrixCell | undefined,
): CellView | undefined {
  if (row.held === true)
    return { meaning: 'warning', text: 'held', tip: 'Nobody allowed it: it was not sent.' };
  if (!cell) return undefined;
  const missing = (['failed', 'skipped', 'not-sent', 'held'] as const).flatMap((state) => {
    const count = cell.states[state] ?? 0;
    return count === 0 ? [] : [{ state, words: `${formatCount(count)} ${STATE_WORDS[state]}` }];
  });
  const words = missing.map((one) => one.words).join(', ');
  if (cell.answered === 0) {
    if (missing.length === 0) return undefined;
    const failed = missing.some(({ state }) => state === 'failed');
    return {
      meaning: failed ? 'fault' : 'warning',
      text: words,
      tip: `It was never answered there: ${words}.`,
    };
  }
  const rest = words === '' ? '' : ` And ${words}.`;
  if (cell.different > 0) {
    const { meaning, title } = rowClass(row);
    return {
      meaning: meaning === 'fine' ? 'note' : meaning,
      text: `${formatCount(cell.different)} of ${formatCount(cell.answered)} differ`,
      tip: `${formatCount(cell.different)} of ${formatCount(cell.answered)} answers are not what was expected (${title}).${rest}`,
    };
  }
  if (missing.length > 0) {
    return {
      meaning: 'warning',
      text: `${formatCount(cell.answered)}, ${words}`,
      tip: `${formatCount(cell.answered)} answers as expected.${rest}`,
    };
  }
  return {
    meaning: 'fine',
    text: formatCount(cell.answered),
    tip:
      cell.answered === 1
        ? 'Its answer is as expected.'
        : `All ${formatCount(cell.answered)} answers are as expected.`,
  };
}
