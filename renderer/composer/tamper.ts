import type { HeaderTamper, JsonValue, Tamper } from '../../shared/model/draft.ts';
import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';

/** What was done to a line of the preview. */
export type TamperMark = 'changed' | 'duplicated' | 'added' | 'dropped';

/** One header line of the preview, with the handle by which it can be changed. */
export interface HeaderLine {
  /** Stable while the line stands for the same thing. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly mark?: TamperMark;
  /** The value that the protocol's own rules gave, where it was changed. */
  readonly was?: string;
  readonly handle: LineHandle;
}

/** `built` lines were made by the engine; `copy` is the duplicate of one; `added` counts the added ones of a name. */
export type LineHandle =
  { readonly kind: 'built' } | { readonly kind: 'copy' } | { readonly kind: 'added'; readonly index: number };

const ORDER: Readonly<Record<HeaderTamper['op'], number>> = { drop: 0, set: 1, duplicate: 2, add: 3 };

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/**
 * The engine applies changes in order and a `set` touches every line of its name. In this order it cannot
 * touch a line that was added or duplicated by hand.
 */
function ordered(headers: readonly HeaderTamper[]): HeaderTamper[] {
  return headers.toSorted((left, right) => ORDER[left.op] - ORDER[right.op]);
}

function without(tamper: Tamper, name: string, ops: readonly HeaderTamper['op'][]): HeaderTamper[] {
  return tamper.headers.filter((entry) => !(same(entry.name, name) && ops.includes(entry.op)));
}

function addedOf(tamper: Tamper, name: string): HeaderTamper[] {
  return tamper.headers.filter((entry) => entry.op === 'add' && same(entry.name, name));
}

/** The tamper with the line's header left out; a line that was added or duplicated just goes. */
export function dropHeader(tamper: Tamper, line: Pick<HeaderLine, 'name' | 'handle'>): Tamper {
  const { name, handle } = line;
  if (handle.kind === 'built') {
    const headers = ordered([...without(tamper, name, ['set', 'drop', 'duplicate']), { op: 'drop', name }]);
    return { ...tamper, headers };
  }
  return undoHeader(tamper, line);
}

/**
 * The tamper with the line's name and value replaced. A built line keeps its place and may change the case of
 * its name; under another name it is dropped and added at the end.
 */
export function changeHeader(
  tamper: Tamper,
  line: Pick<HeaderLine, 'name' | 'handle'>,
  to: { readonly name?: string; readonly value: string },
): Tamper {
  const { name, handle } = line;
  if (handle.kind === 'built') {
    if (to.name !== undefined && !same(to.name, name)) {
      return addHeader(dropHeader(tamper, line), to.name, to.value);
    }
    const entry = { op: 'set', name: to.name ?? name, value: to.value } as const;
    return { ...tamper, headers: ordered([...without(tamper, name, ['set', 'drop']), entry]) };
  }
  const target = handle.kind === 'added' ? addedOf(tamper, name)[handle.index] : undefined;
  const headers = tamper.headers.map((entry): HeaderTamper => {
    if (handle.kind === 'added' && entry === target) {
      return { op: 'add', name: to.name ?? name, value: to.value };
    }
    const isCopy = handle.kind === 'copy' && entry.op === 'duplicate' && same(entry.name, name);
    return isCopy ? { ...entry, value: to.value } : entry;
  });
  return { ...tamper, headers };
}

/** The tamper with one more line of this name: beside the first one, further ones at the end. */
export function duplicateHeader(tamper: Tamper, line: Pick<HeaderLine, 'name' | 'value' | 'handle'>): Tamper {
  const { name, value, handle } = line;
  const hasCopy = tamper.headers.some((entry) => entry.op === 'duplicate' && same(entry.name, name));
  const op = handle.kind === 'built' && !hasCopy ? 'duplicate' : 'add';
  return { ...tamper, headers: ordered([...tamper.headers, { op, name, value }]) };
}

/** The tamper with a header line at the end. */
export function addHeader(tamper: Tamper, name: string, value: string): Tamper {
  return { ...tamper, headers: ordered([...tamper.headers, { op: 'add', name, value }]) };
}

/** The tamper without what was done to this line. */
export function undoHeader(tamper: Tamper, line: Pick<HeaderLine, 'name' | 'handle'>): Tamper {
  const { name, handle } = line;
  if (handle.kind === 'added') {
    const target = addedOf(tamper, name)[handle.index];
    return { ...tamper, headers: tamper.headers.filter((entry) => entry !== target) };
  }
  const ops: readonly HeaderTamper['op'][] = handle.kind === 'copy' ? ['duplicate'] : ['set', 'drop'];
  return { ...tamper, headers: without(tamper, name, ops) };
}

/** The tamper with a `_meta` key set to this value, an own key or a new one. */
export function setMeta(tamper: Tamper, key: string, value: JsonValue): Tamper {
  return {
    ...tamper,
    // A computed key would take `__proto__` for the prototype; entries do not.
    meta: Object.fromEntries([...Object.entries(tamper.meta).filter(([own]) => own !== key), [key, value]]),
    dropMeta: tamper.dropMeta.filter((own) => own !== key),
  };
}

/** The tamper with a `_meta` key left out. */
export function dropMeta(tamper: Tamper, key: string): Tamper {
  const kept = undoMeta(tamper, key);
  return { ...kept, dropMeta: [...kept.dropMeta, key] };
}

/** The tamper without what was done to this `_meta` key. */
export function undoMeta(tamper: Tamper, key: string): Tamper {
  return {
    ...tamper,
    meta: Object.fromEntries(Object.entries(tamper.meta).filter(([own]) => own !== key)),
    dropMeta: tamper.dropMeta.filter((own) => own !== key),
  };
}

/** The tamper with the whole body replaced, or with the built body again (undefined). */
export function replaceBody(tamper: Tamper, body: string | undefined): Tamper {
  const { headers, meta, dropMeta: dropped } = tamper;
  return { headers, meta, dropMeta: dropped, ...(body !== undefined && { body }) };
}

/** How many departures from the protocol there are; 0 means none. */
export function tamperCount(tamper: Tamper): number {
  const body = tamper.body === undefined ? 0 : 1;
  return tamper.headers.length + Object.keys(tamper.meta).length + tamper.dropMeta.length + body;
}

function opOf(tamper: Tamper, op: HeaderTamper['op'], name: string): HeaderTamper | undefined {
  return tamper.headers.find((entry) => entry.op === op && same(entry.name, name));
}

function lineAt(options: {
  readonly pair: HeaderPair;
  readonly occurrence: number;
  readonly total: number;
  readonly tamper: Tamper;
  readonly built: HeaderList;
}): HeaderLine {
  const { pair, occurrence, total, tamper, built } = options;
  const [name, value] = pair;
  const key = `${name.toLowerCase()}#${String(occurrence)}`;
  const added = addedOf(tamper, name).length;
  if (occurrence >= total - added) {
    const index = occurrence - (total - added);
    return { key, name, value, mark: 'added', handle: { kind: 'added', index } };
  }
  if (opOf(tamper, 'duplicate', name) && occurrence % 2 === 1) {
    return { key, name, value, mark: 'duplicated', handle: { kind: 'copy' } };
  }
  const own = built.find(([other]) => same(other, name))?.[1];
  if (!opOf(tamper, 'set', name)) return { key, name, value, handle: { kind: 'built' } };
  return {
    key,
    name,
    value,
    mark: 'changed',
    ...(own !== undefined && { was: own }),
    handle: { kind: 'built' },
  };
}

/**
 * The header lines of a preview with what was done to each, dropped ones in the place that they had.
 * `built` is what would leave without any tampering.
 */
export function headerLines(headers: HeaderList, built: HeaderList, tamper: Tamper): HeaderLine[] {
  const totals = new Map<string, number>();
  for (const [name] of headers) totals.set(name.toLowerCase(), (totals.get(name.toLowerCase()) ?? 0) + 1);
  const seen = new Map<string, number>();
  const lines = headers.map((pair): HeaderLine => {
    const name = pair[0].toLowerCase();
    const occurrence = seen.get(name) ?? 0;
    seen.set(name, occurrence + 1);
    return lineAt({ pair, occurrence, total: totals.get(name) ?? 1, tamper, built });
  });
  built.forEach(([name, value], place) => {
    if (!opOf(tamper, 'drop', name)) return;
    lines.splice(Math.min(placeOf(lines, built, place), lines.length), 0, {
      key: `${name.toLowerCase()}#dropped`,
      name,
      value,
      mark: 'dropped',
      handle: { kind: 'built' },
    });
  });
  return lines;
}

/** Behind the nearest header that stood before it and is still there. */
function placeOf(lines: readonly HeaderLine[], built: HeaderList, place: number): number {
  for (let before = place - 1; before >= 0; before -= 1) {
    const name = built[before]?.[0] ?? '';
    const index = lines.findLastIndex((line) => same(line.name, name) && line.handle.kind !== 'added');
    if (index !== -1) return index + 1;
  }
  return 0;
}
