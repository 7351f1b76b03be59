import type { ForeignExchange, ForeignPart } from './foreign.ts';
import type { ImportFormat } from '../../../shared/model/imported.ts';

/** What belongs to no request is gathered up to this, in bytes. */
const MOST_BYTES = 256 * 1024;

export interface StrayOwner {
  readonly format: ImportFormat;
  readonly url: string;
  readonly instanceId: string;
  readonly instanceName: string;
}

/** Gathers what a process wrote beside its answers, as one exchange for as long as it is not much. */
export class StrayMessages {
  readonly #owner: StrayOwner;
  #parts: ForeignPart[] = [];
  #bytes = 0;
  #startedAt = 0;
  #place = 0;

  constructor(owner: StrayOwner) {
    this.#owner = owner;
  }

  /** What is full by now. `at` in epoch ms. */
  add(
    text: string,
    output: NonNullable<ForeignPart['output']>,
    at: number,
    place: number,
  ): ForeignExchange | undefined {
    if (this.#parts.length === 0) {
      this.#startedAt = at;
      this.#place = place;
    }
    const bytes = Buffer.from(`${text}\n`);
    this.#parts.push({ bytes, atMs: Math.max(0, at - this.#startedAt), output });
    this.#bytes += bytes.length;
    return this.#bytes > MOST_BYTES ? this.take() : undefined;
  }

  take(): ForeignExchange | undefined {
    const parts = this.#parts;
    if (parts.length === 0) return undefined;
    this.#parts = [];
    this.#bytes = 0;
    const { format, url, instanceId, instanceName } = this.#owner;
    return {
      startedAt: this.#startedAt,
      url,
      httpMethod: '',
      target: '',
      headers: [],
      body: Buffer.alloc(0),
      transport: 'stdio',
      instanceId,
      instanceName,
      answer: { head: { status: 0, statusText: '', httpVersion: '', headers: [] }, parts },
      end: { timing: { endMs: parts.at(-1)?.atMs ?? 0 } },
      imported: { format, place: this.#place },
      missing: [],
      own: {
        number: 0,
        method: 'process',
        name: instanceName,
        framing: 'process',
        origin: 'import',
        findings: [],
      },
    };
  }
}
