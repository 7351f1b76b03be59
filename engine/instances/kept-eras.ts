import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { Era, Instance, Transport } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { isTextList, readVersioned, writeJson, type Reading } from '../workspace/file-reading.ts';
import { noKeptEntries, openKeptEntries, type KeptEntries } from '../workspace/kept-entries.ts';
import type { Verdict } from './inquire-era.ts';

/** Verdicts of earlier runs, by what was asked. Nothing is lost that cannot be found out again. */
export type KeptEras = KeptEntries<Verdict>;

const FILE = 'eras.json';
const VERSION = 1;
/** The file stays small: the verdicts that were found longest ago go first. */
const MOST_KEPT = 500;

/**
 * What a verdict is about: the address, or the command with its arguments and folder; not the name that a person gave
 * it. A hash, since addresses and arguments may hold secrets.
 */
export function eraKeyOf(instance: Pick<Instance, 'url' | 'stdio'>): string {
  let key = KEYS.get(instance);
  if (key === undefined) {
    key = makeKey(instance);
    KEYS.set(instance, key);
  }
  return key;
}

/** Asked for with each forwarded request; instances are never changed in place. */
const KEYS = new WeakMap<object, string>();

function makeKey({ url, stdio }: Pick<Instance, 'url' | 'stdio'>): string {
  const what = stdio ? ['stdio', stdio.command, stdio.args, stdio.cwd ?? null] : ['http', url];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32);
}

/** Keeps nothing. */
export function noKeptEras(): KeptEras {
  return noKeptEntries();
}

/** Reads the verdicts of earlier runs. Never rejects: a file that cannot be used is told of and put aside. */
export function openKeptEras(
  directory: string,
  options: { readonly onProblem: (message: string) => void; readonly now: () => number },
): Promise<KeptEras> {
  return openKeptEntries(directory, {
    ...options,
    file: FILE,
    read: readEras,
    write: writeEras,
    most: MOST_KEPT,
    unreadable: 'The eras that were found out earlier cannot be read; they are found out anew.',
    unwritten: 'The eras of the instances are not kept for the next start:',
  });
}

function writeEras(eras: readonly (readonly [string, Verdict])[]): string {
  return writeJson({
    version: VERSION,
    eras: eras.map(([key, { era, transport, reason: why, mixed, evidence }]) => ({
      server: key,
      era,
      transport,
      reason: why,
      ...(mixed !== undefined && { mixed }),
      // The exchanges belong to the recording of that run.
      evidence: evidence.map(({ says }) => says),
    })),
  });
}

/** What the file holds; entries that are none are left out: they are found out anew. Never throws. */
export function readEras(text: string): Reading<ReadonlyMap<string, Verdict>> {
  return readVersioned(text, VERSION, (content: JsonObject) => {
    const list = content['eras'];
    if (!Array.isArray(list)) return { kind: 'damaged', message: 'It has no list "eras".' };
    const found = new Map<string, Verdict>();
    for (const entry of list as readonly JsonValue[]) {
      const read = readEntry(entry);
      if (read) found.set(...read);
    }
    return { kind: 'ok', value: found, notes: [] };
  });
}

const ERAS: readonly JsonValue[] = ['modern', 'legacy'] satisfies Era[];
const TRANSPORTS: readonly JsonValue[] = ['http', 'sse', 'stdio'] satisfies Transport[];

function readEntry(entry: JsonValue): [string, Verdict] | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { server, era, transport, reason: why, mixed, evidence } = entry;
  if (typeof server !== 'string' || typeof why !== 'string' || !isTextList(evidence)) return undefined;
  if (era === undefined || !ERAS.includes(era)) return undefined;
  if (transport === undefined || !TRANSPORTS.includes(transport)) return undefined;
  const verdict: Verdict = {
    era: era as Era,
    transport: transport as Transport,
    reason: why,
    evidence: evidence.map((says) => ({ says })),
    ...(typeof mixed === 'string' && { mixed }),
  };
  return [server, verdict];
}
