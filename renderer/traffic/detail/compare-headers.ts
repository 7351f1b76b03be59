import type { HeaderList } from '../../../shared/model/headers.ts';

/** What became of a header line on its way through the gateway. */
export type LineFate = 'same' | 'value' | 'case' | 'added' | 'removed';

/** One header line on both sides of the gateway; absent where that side had none. */
export interface ComparedLine {
  readonly before?: readonly [name: string, value: string];
  readonly after?: readonly [name: string, value: string];
  readonly fate: LineFate;
}

/**
 * Header lines before and after the gateway, side by side: repeated names meet in their order. What was added stands
 * where it stands afterwards. Pure.
 */
export function compareHeaders(before: HeaderList, after: HeaderList): readonly ComparedLine[] {
  const keys = (list: HeaderList): string[] => {
    const seen = new Map<string, number>();
    return list.map(([name]) => {
      const lower = name.toLowerCase();
      const nth = seen.get(lower) ?? 0;
      seen.set(lower, nth + 1);
      return `${lower} ${String(nth)}`;
    });
  };
  const beforeKeys = keys(before);
  const afterKeys = keys(after);
  const lines: ComparedLine[] = [];
  let next = 0;
  for (const [index, pair] of before.entries()) {
    const at = afterKeys.indexOf(beforeKeys[index] ?? '');
    const match = after[at];
    if (!match) {
      lines.push({ before: pair, fate: 'removed' });
      continue;
    }
    // What the gateway put in front of this line comes first.
    for (; next < at; next += 1) pushAdded(lines, after[next], beforeKeys.includes(afterKeys[next] ?? ''));
    next = Math.max(next, at + 1);
    lines.push({ before: pair, after: match, fate: fateOf(pair, match) });
  }
  for (; next < after.length; next += 1) {
    pushAdded(lines, after[next], beforeKeys.includes(afterKeys[next] ?? ''));
  }
  return lines;
}

function pushAdded(lines: ComparedLine[], pair: HeaderList[number] | undefined, isKnown: boolean): void {
  if (pair && !isKnown) lines.push({ after: pair, fate: 'added' });
}

function fateOf([name, value]: HeaderList[number], [newName, newValue]: HeaderList[number]): LineFate {
  if (value !== newValue) return 'value';
  return name === newName ? 'same' : 'case';
}
