import { resolve } from 'node:path';
import type { MissingPart } from '../../../shared/model/exchange.ts';
import type { ImportedFile, UnreadableEntry } from '../../../shared/model/file-transfer.ts';
import type { ImportFormat } from '../../../shared/model/imported.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { AppError } from '../../app-error.ts';
import { createRecording } from '../record-exchange.ts';
import { writePassing } from '../passing-file.ts';
import { openStore, type CaptureStore } from '../store.ts';
import { createUseCount } from '../use-count.ts';
import { ForeignAppender } from './append-foreign.ts';
import type { ForeignExchange, ForeignItem, ForeignReader, ForeignSource } from './foreign.ts';
import { McpLook } from './mcp-looking.ts';
import { readCurl } from './read-curl.ts';
import { readHar } from './read-har.ts';
import { readInspectorNetwork, readInspectorProtocol } from './read-inspector.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readMcpsnoop } from './read-mcpsnoop.ts';
import { recognise } from './recognise.ts';

export interface ImportWish {
  readonly sources: readonly ForeignSource[];
  /** The new capture; refused where it exists. */
  readonly path: string;
  /** `mcp`: what is no MCP is left out. */
  readonly keep: 'mcp' | 'all';
}

export interface ImportOptions {
  readonly signal: AbortSignal;
  /** Bytes that were read and exchanges that were made so far, often. */
  readonly onProgress: (done: number, exchanges: number) => void;
  /** Program and version, noted in the new capture. */
  readonly program: string;
  /** Epoch ms. */
  readonly clock: () => number;
}

const READERS: Readonly<Record<ImportFormat, ForeignReader>> = {
  har: readHar,
  jsonl: readJsonLines,
  curl: readCurl,
  mcpsnoop: readMcpsnoop,
  'inspector-network': readInspectorNetwork,
  'inspector-protocol': readInspectorProtocol,
};

/** Of what could not be read, so much is told one by one. */
const TOLD_UNREADABLE = 20;
/** The store takes what waits to the disk before more than this is read, in bytes. */
const WAITING_BYTES = 1024 * 1024;
const WAITING_EXCHANGES = 1_000;

/**
 * Makes a capture out of files of other formats. It is written under a passing name and gets its own at the end: whoever
 * looks sees nothing or all of it, whatever happens. Rejects with AppError: UNREADABLE for a file that is none of what can
 * be read, CANCELLED, CONFLICT, IO.
 */
export async function importFiles(
  wish: ImportWish,
  options: ImportOptions,
): Promise<readonly ImportedFile[]> {
  const path = resolve(wish.path);
  const formats: ImportFormat[] = [];
  for (const source of wish.sources) {
    const format = await recognise(source);
    if (format === 'capture') {
      throw new AppError('BAD_INPUT', `${source.name} is a capture already: open it as it is.`);
    }
    formats.push(format);
  }
  const files: ImportedFile[] = [];
  await writePassing(path, async (passing) => {
    const store = await openStore(
      { path: passing, use: 'record', program: options.program, now: options.clock(), judges: false },
      { onProblem: () => undefined },
    );
    try {
      const into = new Importer(store, wish, options);
      for (const [at, source] of wish.sources.entries()) {
        files.push(await into.read(source, formats[at] ?? 'har'));
      }
      into.end();
      await store.close();
    } catch (error) {
      await store.close().catch(() => undefined);
      throw error;
    }
  });
  return files;
}

class Importer {
  readonly #store: CaptureStore;
  readonly #options: ImportOptions;
  readonly #keep: ImportWish['keep'];
  readonly #recording;
  readonly #appender: ForeignAppender;
  #look = new McpLook();
  #held: ForeignExchange | undefined;
  #read = 0;
  #exchanges = 0;
  #waitingBytes = 0;
  #waitingExchanges = 0;

  constructor(store: CaptureStore, { keep }: ImportWish, options: ImportOptions) {
    this.#store = store;
    this.#keep = keep;
    this.#options = options;
    this.#recording = createRecording({
      captureId: '',
      store,
      // Nobody looks on.
      feed: { changed: () => undefined, flush: () => undefined },
      uses: createUseCount(),
      clock: options.clock,
      onProblem: () => undefined,
    });
    this.#appender = new ForeignAppender(this.#recording);
  }

  async read(source: ForeignSource, format: ImportFormat): Promise<ImportedFile> {
    const reader = READERS[format];
    this.#appender.nextFile();
    this.#look = new McpLook();
    const tally = new Tally(source.name, format);
    for await (const item of reader(this.#counted(source), this.#options.signal)) {
      const isLeftOut = item.kind === 'exchange' && this.#keep === 'mcp' && !this.#look.isMcp(item.exchange);
      tally.hear(isLeftOut ? { kind: 'skipped' } : item);
      if (item.kind === 'exchange' && !isLeftOut) await this.#take(item.exchange);
      this.#options.signal.throwIfAborted();
    }
    await this.#appendHeld();
    return tally.result();
  }

  /** One is held back: what stands behind the last of its file goes with it. */
  async #take(exchange: ForeignExchange): Promise<void> {
    if (!exchange.log) return this.#append(exchange);
    const held = withLog(exchange);
    await this.#appendHeld(false);
    this.#held = held;
  }

  async #appendHeld(isLast = true): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held) await this.#append(isLast ? withLog(held) : held);
  }

  async #append(exchange: ForeignExchange): Promise<void> {
    this.#appender.append(exchange);
    await this.#settle(exchange.body.length + (exchange.imported.responseBytes ?? 0));
  }

  end(): void {
    this.#recording.end();
  }

  #counted(source: ForeignSource): ForeignSource {
    return { ...source, open: () => this.#count(source.open()) };
  }

  async *#count(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      yield piece;
      this.#read += piece.length;
      this.#options.onProgress(this.#read, this.#exchanges);
    }
  }

  /** Waits for the disk every now and then, so that no more waits in memory than that. */
  async #settle(bytes: number): Promise<void> {
    this.#exchanges += 1;
    this.#waitingBytes += bytes;
    this.#waitingExchanges += 1;
    if (this.#waitingBytes < WAITING_BYTES && this.#waitingExchanges < WAITING_EXCHANGES) return;
    this.#waitingBytes = 0;
    this.#waitingExchanges = 0;
    // Answered after all that was appended before it.
    await this.#store.ask('row', { number: 0 });
    const problem = this.#store.problem();
    if (problem !== undefined) throw new AppError('IO', `The import was given up. ${problem}`);
  }
}

/** With what its file says around its exchanges and none before it has taken. */
function withLog(exchange: ForeignExchange): ForeignExchange {
  const { log, note } = exchange.log?.take() ?? {};
  if (!log && note === undefined) return exchange;
  const { imported } = exchange;
  const { rest, notes = [] } = imported;
  const before = rest?.['log'];
  return {
    ...exchange,
    imported: {
      ...imported,
      ...(note !== undefined && { notes: [...notes, note] }),
      ...(log && { rest: { ...rest, log: { ...(isJsonObject(before) && before), ...log } } }),
    },
  };
}

/** Counts what became of one file. */
class Tally {
  readonly #name: string;
  readonly #format: ImportFormat;
  #by: string | undefined;
  #exchanges = 0;
  #skipped = 0;
  #unreadable = 0;
  readonly #first: UnreadableEntry[] = [];
  readonly #missing = new Map<MissingPart, number>();
  #problem: string | undefined;

  constructor(name: string, format: ImportFormat) {
    this.#name = name;
    this.#format = format;
  }

  hear(item: ForeignItem): void {
    switch (item.kind) {
      case 'exchange': {
        const { missing, imported } = item.exchange;
        this.#exchanges += 1;
        this.#by ??= imported.by;
        for (const part of missing) this.#missing.set(part, (this.#missing.get(part) ?? 0) + 1);
        return;
      }
      case 'skipped':
        this.#skipped += 1;
        return;
      case 'unreadable':
        this.#unreadable += 1;
        if (this.#first.length < TOLD_UNREADABLE) this.#first.push({ place: item.place, why: item.why });
        return;
      case 'broken':
        this.#problem = item.why;
    }
  }

  result(): ImportedFile {
    return {
      name: this.#name,
      format: this.#format,
      ...(this.#by !== undefined && { by: this.#by }),
      exchanges: this.#exchanges,
      skipped: this.#skipped,
      unreadable: this.#unreadable,
      unreadableFirst: this.#first,
      missing: Object.fromEntries(this.#missing),
      ...(this.#problem !== undefined && { problem: this.#problem }),
    };
  }
}
