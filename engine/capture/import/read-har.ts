import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../shared/model/json.ts';
import { EntryFault, type ForeignItem, type ForeignSource } from './foreign.ts';
import type { ReadBeside } from './har-answer.ts';
import { readHarEntry } from './har-entry.ts';
import { HarLog } from './har-rest.ts';
import { JsonElements, type JsonPart } from './json-elements.ts';
import { brokenJson, LONGEST_ENTRY, parsed, tooLong } from './json-text.ts';
import { textAt } from './loose.ts';

/** HTTP Archive 1.2: http://www.softwareishard.com/blog/har-12-spec/ */
export async function* readHar(source: ForeignSource, signal: AbortSignal): AsyncGenerator<ForeignItem> {
  const elements = new JsonElements({
    path: ['log', 'entries'],
    members: 'all',
    limit: LONGEST_ENTRY,
  });
  const reader = new HarReader(beside(source.folder));
  for await (const bytes of source.open()) {
    signal.throwIfAborted();
    for (const part of elements.push(bytes)) {
      const item = reader.read(part);
      if (item) yield item;
    }
    if (elements.fault) break;
  }
  if (!elements.fault) {
    for (const part of elements.end()) {
      const item = reader.read(part);
      if (item) yield item;
    }
  }
  if (elements.fault) yield { kind: 'broken', why: brokenJson(elements.fault) };
  else if (!elements.found)
    yield { kind: 'broken', why: 'It has no log.entries, where a HAR has its exchanges.' };
}

class HarReader {
  readonly #beside: ReadBeside;
  readonly #log = new HarLog();
  #creator: string | undefined;
  #browser: string | undefined;

  constructor(reads: ReadBeside) {
    this.#beside = reads;
  }

  read(part: JsonPart): ForeignItem | undefined {
    if (part.kind === 'member') {
      this.#learn(part.name, part.bytes);
      return undefined;
    }
    const place = part.index + 1;
    if (part.kind === 'too-long') return tooLong(place, part.length);
    try {
      return readHarEntry(parsed(part.bytes), place, {
        ...{ by: this.#by(), beside: this.#beside, log: this.#log },
      });
    } catch (error) {
      if (error instanceof EntryFault) return { kind: 'unreadable', place, why: error.message };
      throw error;
    }
  }

  #learn(name: string, bytes: Buffer | undefined): void {
    const value = bytes && (parsed(bytes) as JsonValue);
    this.#log.hear(name, value);
    if (name !== 'creator' && name !== 'browser') return;
    const words = [textAt(value, 'name'), textAt(value, 'version')].filter(
      (word) => word !== undefined && word !== '',
    );
    if (words.length === 0) return;
    if (name === 'creator') this.#creator = words.join(' ').slice(0, 100);
    else this.#browser = words.join(' ').slice(0, 100);
  }

  /** Playwright names itself, and the browser beside it. */
  #by(): string | undefined {
    if (this.#creator === undefined || this.#browser === undefined || this.#creator === this.#browser) {
      return this.#creator ?? this.#browser;
    }
    return `${this.#creator} with ${this.#browser}`;
  }
}

/** A name without a folder: nothing outside of the HAR's own folder is read, whatever the HAR names. */
const PLAIN_NAME = /^(?:resources\/)?[\w][\w.-]{0,199}$/;

function beside(folder: string | undefined): ReadBeside {
  return (name) => {
    if (folder === undefined || !PLAIN_NAME.test(name) || name.includes('..')) return undefined;
    const path = join(folder, name);
    try {
      // Not through a link, which could lead elsewhere.
      const found = lstatSync(path);
      return found.isFile() && found.size <= LONGEST_ENTRY ? readFileSync(path) : undefined;
    } catch {
      return undefined;
    }
  };
}
