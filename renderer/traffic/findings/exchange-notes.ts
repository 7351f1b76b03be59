import type { Finding, Severity } from '../../../shared/model/finding.ts';
import { readPlace } from '../../../shared/model/place.ts';
import { joinNotes, type JsonNotes, type PlaceNote } from '../../ui/json-notes.ts';
import { SEVERITY_MEANING } from '../../ui/palette.ts';

/** What is said of one header, whether it is there or not. */
export interface HeaderNote extends PlaceNote {
  /** As the finding writes it. */
  readonly name: string;
}

/** Header notes by the header's name in lower case. */
export type HeaderNotes = ReadonlyMap<string, HeaderNote>;

/** What the findings say of the parts of one exchange. */
export interface ExchangeNotes {
  readonly headers: Readonly<Record<'request' | 'answer', HeaderNotes>>;
  readonly request: JsonNotes;
  /** By the event's index; the answer's body is event 0. */
  readonly events: ReadonlyMap<number, JsonNotes>;
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
};

function noteOf({ severity, message }: Finding): PlaceNote {
  return { meaning: SEVERITY_MEANING[severity], text: `${SEVERITY_WORDS[severity]}: ${message}` };
}

function put<N extends PlaceNote>(notes: Map<string, N>, key: string, note: N): void {
  notes.set(key, { ...note, ...joinNotes(notes.get(key), note) });
}

/** Sorts findings by what they point to; those about the whole point nowhere. Pure. */
export function exchangeNotes(findings: readonly Finding[]): ExchangeNotes {
  const headers = { request: new Map<string, HeaderNote>(), answer: new Map<string, HeaderNote>() };
  const request = new Map<string, PlaceNote>();
  const events = new Map<number, Map<string, PlaceNote>>();
  const putEvent = (index: number, pointer: string, note: PlaceNote): void => {
    const known = events.get(index) ?? new Map<string, PlaceNote>();
    put(known, pointer, note);
    events.set(index, known);
  };
  for (const finding of findings) {
    const { pointer = 'status', side } = finding;
    const place = readPlace(pointer);
    const note = noteOf(finding);
    if (place?.kind === 'header')
      put(headers.request, place.name.toLowerCase(), { ...note, name: place.name });
    else if (place?.kind === 'answer-header')
      put(headers.answer, place.name.toLowerCase(), { ...note, name: place.name });
    else if (place?.kind === 'event') putEvent(place.index, place.pointer, note);
    else if (place?.kind !== 'request') continue;
    // A bare pointer of an older recording is one into the message of whoever is at fault.
    else if (side === 'server' && !pointer.startsWith('request')) putEvent(0, place.pointer, note);
    else put(request, place.pointer, note);
  }
  return { headers, request, events };
}
