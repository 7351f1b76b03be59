import { NO_TAMPER } from '../../shared/model/draft.ts';
import { DEFAULT_OPTIONS, type ComposerState } from './composer-state.ts';

const KEY = 'hopscope.composer';

/** What a person wrote and chose; all else is asked for again. */
const KEPT = [
  'instanceIds',
  'chosenByHand',
  'method',
  'subjects',
  'texts',
  'options',
  'era',
  'revision',
  'tamper',
] as const;

export type KeptRequest = Pick<ComposerState, (typeof KEPT)[number]>;

/** The browser's storage that lasts as long as the window, over reloads and crashes of the page. */
export type WindowStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** The request as it was when the page went, or nothing: none was kept, or it is not one that this version writes. */
export function readKeptRequest(storage: WindowStorage): Partial<KeptRequest> {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return isKept(stored) ? stored : {};
  } catch {
    return {};
  }
}

/** Where the storage is full or switched off, nothing is kept and nothing breaks. */
export function keepRequest(storage: WindowStorage, state: KeptRequest): void {
  try {
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(KEPT.map((key) => [key, state[key]]))));
  } catch {
    // A full storage: the request stands in the page all the same.
  }
}

/** Whether a change is one of what is kept. */
export function requestChanged(now: KeptRequest, before: KeptRequest): boolean {
  return KEPT.some((key) => now[key] !== before[key]);
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const allTexts = (values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');

function sameKinds(value: unknown, model: Fields): boolean {
  return (
    isObject(value) &&
    Object.keys(model).every(
      (key) =>
        typeof value[key] === typeof model[key] && Array.isArray(value[key]) === Array.isArray(model[key]),
    )
  );
}

function isKept(stored: unknown): stored is KeptRequest {
  if (!isObject(stored)) return false;
  const { instanceIds, chosenByHand, method, subjects, texts, options, era, revision, tamper } = stored;
  return (
    Array.isArray(instanceIds) &&
    allTexts([...(instanceIds as unknown[]), method, era, revision]) &&
    typeof chosenByHand === 'boolean' &&
    [subjects, texts].every((each) => isObject(each) && allTexts(Object.values(each))) &&
    sameKinds(options, { ...DEFAULT_OPTIONS }) &&
    sameKinds(tamper, { ...NO_TAMPER })
  );
}
