import { NOISE_HEADING } from './noise-file.ts';
import { readPlace, writePlace } from './pointer-pattern.ts';

/**
 * Puts what a person wrote into a noise file (lines that begin with `#`, our own heading aside) into the text that replaces it: before
 * the place that it stood before or at, at the top where a blank line followed it before the first place, and else at the end. Pure.
 */
export function keepComments(before: string, after: string): string {
  const { top, byPlace, rest } = commentsOf(before);
  const lines: string[] = [];
  const kept = new Set<string>();
  let headed = false;
  for (const line of after.split('\n')) {
    if (!headed && !line.startsWith('#')) {
      headed = true;
      if (top.length > 0) lines.push('#', ...top);
    }
    const place = placeIn(line);
    const own = place === undefined || kept.has(place) ? undefined : byPlace.get(place);
    if (own && place !== undefined) {
      kept.add(place);
      lines.push(...own);
    }
    lines.push(line);
  }
  const orphans = [...byPlace].flatMap(([place, own]) => (kept.has(place) ? [] : own));
  const last = [...orphans, ...rest];
  return last.length === 0 ? lines.join('\n') : [...lines, ...last, ''].join('\n');
}

interface Comments {
  readonly top: readonly string[];
  readonly byPlace: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
}

function commentsOf(text: string): Comments {
  const byPlace = new Map<string, string[]>();
  let top: string[] = [];
  let open: string[] = [];
  let place: string | undefined;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = raw.trimEnd();
    if (line.startsWith('#')) {
      const isOurs =
        NOISE_HEADING.includes(line) || (line === '#' && place === undefined && open.length === 0);
      if (!isOurs) open.push(line);
    } else if (line === '' && place === undefined) {
      top = [...top, ...open];
      open = [];
    } else if (/^\s/.test(line)) {
      // Between a place and what was seen there.
      if (place !== undefined) byPlace.set(place, [...(byPlace.get(place) ?? []), ...open]);
      open = [];
    } else if (line !== '') {
      place = placeIn(line) ?? line;
      byPlace.set(place, open);
      open = [];
    }
  }
  return { top, byPlace, rest: open };
}

function placeIn(line: string): string | undefined {
  if (line === '' || line.startsWith('#') || /^\s/.test(line)) return undefined;
  const place = readPlace(line);
  return place && writePlace(place);
}
