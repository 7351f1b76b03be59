import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { Era, Instance, Transport } from '../../shared/model/instance.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { PRIVATE_FOLDER } from '../capture/private-file.ts';
import { isTextList, readVersioned, writeJson, type Reading } from '../workspace/file-reading.ts';
import { reason, readKeptFile, replaceKeptFile } from '../workspace/kept-file.ts';
import type { Verdict } from './inquire-era.ts';

/** Verdicts of earlier runs, by what was asked. */
export interface KeptEras {
  readonly found: ReadonlyMap<string, Verdict>;
  /** Undefined forgets. Written soon; what cannot be written is told of, and lost with this run. */
  keep(key: string, verdict: Verdict | undefined): void;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

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
  return { found: new Map(), keep: () => undefined, close: () => Promise.resolve() };
}

/** Reads the verdicts of earlier runs. Never rejects: a file that cannot be used is told of and put aside. */
export async function openKeptEras(
  directory: string,
  options: { readonly onProblem: (message: string) => void; readonly now: () => number },
): Promise<KeptEras> {
  const present = await readKeptFile(directory, FILE, readEras);
  const file = new ErasFile(directory, present.value ?? new Map(), options);
  if (present.state !== 'absent' && present.state !== 'ok') {
    options.onProblem(
      `The eras that were found out earlier cannot be read; they are found out anew. ${present.problems[0]?.message ?? ''}`.trim(),
    );
  }
  return file;
}

class ErasFile implements KeptEras {
  readonly found: Map<string, Verdict>;
  readonly #directory: string;
  readonly #options: { readonly onProblem: (message: string) => void; readonly now: () => number };
  readonly #changes = new Map<string, Verdict | undefined>();
  #writing: Promise<void> | undefined;
  #hasFailed = false;

  constructor(
    directory: string,
    found: ReadonlyMap<string, Verdict>,
    options: { readonly onProblem: (message: string) => void; readonly now: () => number },
  ) {
    this.#directory = directory;
    this.found = new Map(found);
    this.#options = options;
  }

  keep(key: string, verdict: Verdict | undefined): void {
    this.#changes.set(key, verdict);
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }

  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#changes.size > 0) {
      const changes = [...this.#changes];
      this.#changes.clear();
      try {
        await this.#merge(changes);
      } catch (error) {
        // Once is enough: nothing is lost that cannot be found out again.
        if (!this.#hasFailed) {
          this.#options.onProblem(
            `The eras of the instances are not kept for the next start: ${reason(error)}`,
          );
        }
        this.#hasFailed = true;
      }
    }
  }

  /** Into what is on disk now: another Hopscope may have written meanwhile. */
  async #merge(changes: readonly (readonly [string, Verdict | undefined])[]): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: PRIVATE_FOLDER });
    const present = await readKeptFile(this.#directory, FILE, readEras);
    const eras = new Map(present.value ?? []);
    for (const [key, verdict] of changes) {
      // What is new stands last.
      eras.delete(key);
      if (verdict) eras.set(key, verdict);
    }
    const kept = [...eras].slice(-MOST_KEPT);
    await replaceKeptFile(this.#directory, present, writeEras(kept), new Date(this.#options.now()));
  }
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
