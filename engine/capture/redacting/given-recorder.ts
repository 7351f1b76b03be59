import type { Row, StreamEvent } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { ExchangeEnd, ResponseHead } from '../../transport/exchange-sink.ts';
import type { ExchangeStart, GatewayEnding, OwnedRecorder } from '../recorder.ts';
import type { OwnedRecording } from '../record-exchange.ts';
import type { UseCount } from '../use-count.ts';
import { GivenPieces } from './given-pieces.ts';
import { bare, findingOf, newOf, textOf, withoutTexts } from './given-texts.ts';
import type { BatchWriter, OutputKind, Redacted, Side, Told } from './redaction-batch.ts';

interface GivenRecorderParts {
  /** Its place among those that are open. */
  readonly slot: number;
  /** Reads what comes, for the row. */
  readonly shadow: OwnedRecorder;
  readonly writer: BatchWriter<Told>;
  readonly uses: UseCount;
  /** Gets it without its secrets. */
  readonly recording: OwnedRecording;
  readonly onAdded: () => void;
  /** So many bytes more are on their way; fewer where it is below 0. */
  readonly onHeld: (bytes: number) => void;
  readonly isFull: () => boolean;
  readonly onOver: () => void;
}

interface GivenOutput {
  readonly kind: OutputKind;
  readonly bytes: Uint8Array;
  readonly atMs: number;
  readonly message: Pick<StreamEvent, 'message' | 'method'> | undefined;
}

const FULL =
  'More came than could be redacted while it is recorded: the rest of this exchange is counted, and not kept.';
const FAILED = 'Secrets could not be replaced any more: the rest of this exchange is counted, and not kept.';
const NOTHING = Buffer.alloc(1024 * 1024);

/**
 * One exchange of a recording that redacts, at the end at which it is told: hands what may hold secrets over, remembers it, and
 * records what comes back in its place.
 */
export class GivenRecorder implements OwnedRecorder {
  readonly number: number;
  readonly #parts: GivenRecorderParts;
  readonly #endUse: () => void;
  #start: ExchangeStart | undefined;
  /** Of the request, too, no more is kept than what it is. */
  readonly #isBare: boolean;
  #own: OwnedRecorder | undefined;
  /** In the order in which they were given, until they are recorded. */
  readonly #given = { wire: new GivenPieces(), body: new GivenPieces() };
  #heads: { readonly head: ResponseHead; readonly atMs: number }[] = [];
  #outputs: GivenOutput[] = [];
  #findings: Finding[] = [];
  #gateway: GatewayEnding | undefined;
  #end: ExchangeEnd | undefined;
  #held = 0;
  /** Bytes that were not even handed over. */
  readonly #uncounted = { request: 0, response: 0 };
  /** `full`: that no more is handed over is told, and has not come back. */
  #state: 'handing-over' | 'full' | 'given-up' = 'handing-over';
  /** Nobody redacts any more. */
  #failed = false;
  #ended = false;
  #waiters: ((row: Row) => void)[] = [];

  constructor(number: number, start: ExchangeStart, parts: GivenRecorderParts) {
    this.number = number;
    this.#parts = parts;
    this.#endUse = parts.uses.begin();
    this.#isBare = parts.isFull();
    const kept = this.#isBare ? bare(start) : start;
    this.#start = kept;
    const { framing = null, body, instanceName, method, name } = kept;
    this.#hold(body.length);
    const { slot, writer } = parts;
    const place = writer.put(body);
    const head = textOf(kept);
    this.#tell(['begin', slot, number, framing, head, instanceName, method, name, place, body.length]);
    if (this.#isBare) this.#full();
  }

  row(): Row {
    if (this.#ended && !this.#start && this.#own) return this.#own.row();
    const { number } = this;
    const own = this.#own?.row();
    if (!own) return { ...this.#parts.shadow.row(), number };
    const { instanceName, method, name, redacted, findings } = own;
    return {
      ...this.#parts.shadow.row(),
      number,
      instanceName,
      method,
      name,
      ...(redacted !== undefined && { redacted }),
      ...(findings && { findings }),
    };
  }

  done(): Promise<Row> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
    });
  }

  replaced(count: number): void {
    this.#own?.replaced(count);
  }

  giveUp(): void {
    this.#own?.giveUp();
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    this.#parts.shadow.requestBytes(bytes, atMs);
    if (this.#failed) this.#own?.requestBytes(bytes, atMs);
    else if (this.#isBare) {
      this.#uncounted.request += bytes.length;
      this.#count();
    } else {
      this.#hold(bytes.length);
      this.#tell(['request', this.#parts.slot, atMs, this.#parts.writer.put(bytes), bytes.length]);
    }
  }

  responseHead(head: ResponseHead, atMs: number): void {
    if (this.#ended) return;
    this.#parts.shadow.responseHead(head, atMs);
    if (this.#failed) return;
    this.#heads.push({ head, atMs });
    this.#tell(['head', this.#parts.slot, JSON.stringify(head)]);
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    this.#parts.shadow.responseBytes(bytes, atMs);
    this.#answer('wire', bytes, atMs);
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    this.#parts.shadow.bodyBytes(bytes, atMs);
    this.#answer('body', bytes, atMs);
  }

  outputBytes(
    kind: OutputKind,
    bytes: Uint8Array,
    atMs: number,
    message?: Pick<StreamEvent, 'message' | 'method'>,
  ): void {
    if (this.#ended || bytes.length === 0) return;
    this.#parts.shadow.outputBytes(kind, bytes, atMs, message);
    if (this.#state !== 'handing-over') {
      this.#uncounted.response += bytes.length;
      this.#count();
      return;
    }
    if (this.#parts.isFull()) {
      this.#full();
      this.#uncounted.response += bytes.length;
      return;
    }
    this.#hold(bytes.length);
    // Whoever reads a process may use its bytes again.
    this.#outputs.push({ kind, bytes: Uint8Array.from(bytes), atMs, message });
    const place = this.#parts.writer.put(bytes);
    this.#tell(['output', this.#parts.slot, kind, message?.method ?? '', place, bytes.length]);
  }

  finding(finding: Finding): void {
    if (this.#ended || this.#failed) return;
    this.#findings.push(finding);
    const { message, pointer = null } = finding;
    this.#tell(['finding', this.#parts.slot, JSON.stringify([message, pointer])]);
  }

  gatewayEnd(part: GatewayEnding): void {
    if (this.#ended || this.#failed) return;
    this.#gateway = part;
    this.#tell(['gateway', this.#parts.slot, JSON.stringify(part)]);
  }

  end(end: ExchangeEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#end = end;
    this.#parts.shadow.end(end);
    if (this.#failed) {
      this.#over(end);
      return;
    }
    const { failure, trailers, trustedDespite, cutAtLimit, decodedFrom } = end;
    const hasTexts = failure ?? trailers ?? trustedDespite;
    const text = hasTexts === undefined ? '' : JSON.stringify(end);
    const isCut = failure !== undefined || cutAtLimit === true;
    this.#tell(['end', this.#parts.slot, text, isCut, decodedFrom !== undefined]);
  }

  /** The recording is closed. */
  lose(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#parts.shadow.end({ timing: {} });
    if (this.#failed) this.#lost();
    else this.#tell(['lose', this.#parts.slot]);
  }

  /** Nobody redacts any more: nothing that was given and is not recorded yet will be. */
  fail(): void {
    if (this.#failed) return;
    this.#failed = true;
    if (!this.#own && this.#start) this.#own = this.#parts.recording.begin(withoutTexts(this.#start));
    if (this.#state !== 'given-up') this.#own?.giveUp();
    this.#state = 'given-up';
    this.#tellWhy(FAILED);
    this.#hold(-this.#held);
    if (this.#end) this.#over({ timing: this.#end.timing });
  }

  /** What comes back. */
  redacted(redacted: Exclude<Redacted, readonly ['json', ...unknown[]]>, bytes: Buffer): void {
    if (redacted[0] === 'begin') {
      this.#begun(redacted, bytes);
      return;
    }
    const own = this.#own;
    if (!own || this.#failed) return;
    switch (redacted[0]) {
      case 'request': {
        const [, , atMs, place, length] = redacted;
        this.#hold(-length);
        own.requestBytes(bytes.subarray(place, place + length), atMs);
        return;
      }
      case 'head': {
        const given = this.#heads.shift();
        if (given) own.responseHead(newOf(redacted[2], given.head), given.atMs);
        return;
      }
      case 'wire':
      case 'body': {
        const [side, , place, length] = redacted;
        const given = this.#given[side].take(length);
        if (!given) return;
        this.#hold(-length);
        this.#pass(side, place < 0 ? given.bytes : bytes.subarray(place, place + length), given.atMs);
        return;
      }
      case 'output':
        this.#said(own, redacted, bytes);
        return;
      case 'finding': {
        const finding = this.#findings.shift();
        if (finding) own.finding(findingOf(finding, redacted[2]));
        return;
      }
      case 'gateway':
        if (this.#gateway) own.gatewayEnd(newOf(redacted[2], this.#gateway));
        return;
      case 'replaced':
        own.replaced(redacted[2]);
        return;
      case 'giveUp':
        this.#givenUp(own, redacted[2]);
        return;
      case 'end':
        if (this.#end) this.#over(newOf(redacted[2], this.#end));
        return;
      case 'lose':
        this.#lost();
    }
  }

  /** Whoever records it marks it as lost. */
  #lost(): void {
    const waiters = this.#waiters.splice(0);
    void this.#parts.recording.whenDone(this.number)?.then((row) => {
      for (const resolve of waiters) resolve(row);
    });
    this.#release();
  }

  #begun(redacted: Extract<Redacted, readonly ['begin', ...unknown[]]>, bytes: Buffer): void {
    const [, , replaced, head, instanceName, method, name, place, length] = redacted;
    const start = this.#start;
    if (!start || this.#own) return;
    this.#hold(-start.body.length);
    // Who parses the answer anyway has heard it from the shadow.
    const { onParsed: _heard, ...kept } = start;
    this.#own = this.#parts.recording.begin({
      ...kept,
      ...(head !== '' && (JSON.parse(head) as Partial<ExchangeStart>)),
      ...(place >= 0 && { body: bytes.subarray(place, place + length) }),
      ...(instanceName !== '' && { instanceName }),
      ...(method !== '' && { method }),
      ...(name !== '' && { name }),
      ...(replaced > 0 && { redacted: (start.redacted ?? 0) + replaced }),
    });
  }

  #said(
    own: OwnedRecorder,
    [, , method, place, length]: Extract<Redacted, readonly ['output', ...unknown[]]>,
    bytes: Buffer,
  ): void {
    const given = this.#outputs.shift();
    if (!given) return;
    this.#hold(-length);
    const news = place < 0 ? given.bytes : bytes.subarray(place, place + length);
    const message = given.message && { ...given.message, ...(method !== '' && { method }) };
    own.outputBytes(given.kind, news, given.atMs, message);
  }

  #answer(side: Side, bytes: Uint8Array, atMs: number): void {
    if (this.#state === 'given-up') {
      // It is read on, for the row.
      if (!this.#failed) this.#pass(side, bytes, atMs);
      else if (side === 'wire') this.#own?.responseBytes(bytes, atMs);
      return;
    }
    if (this.#state === 'handing-over' && this.#parts.isFull()) this.#full();
    if (this.#state === 'full') {
      if (side === 'wire') this.#uncounted.response += bytes.length;
      return;
    }
    this.#given[side].push(bytes, atMs);
    this.#hold(bytes.length);
    this.#tell([side, this.#parts.slot, this.#parts.writer.put(bytes), bytes.length]);
  }

  #pass(side: Side, bytes: Uint8Array, atMs: number): void {
    if (side === 'wire') this.#own?.responseBytes(bytes, atMs);
    else this.#own?.bodyBytes(bytes, atMs);
  }

  #full(): void {
    this.#state = 'full';
    this.#tell(['giveUp', this.#parts.slot, FULL]);
  }

  #givenUp(own: OwnedRecorder, message: string): void {
    this.#state = 'given-up';
    own.giveUp();
    this.#tellWhy(message);
    for (const side of ['wire', 'body'] as const) {
      const given = this.#given[side];
      for (let piece = given.take(Infinity); piece; piece = given.take(Infinity)) {
        this.#pass(side, piece.bytes, piece.atMs);
        this.#hold(-piece.bytes.length);
      }
    }
    this.#count();
  }

  #tellWhy(message: string): void {
    this.#own?.finding({ rule: 'recording.not-redacted', severity: 'note', side: 'none', message });
  }

  /** Bytes that nobody kept. */
  #count(): void {
    if (this.#state !== 'given-up') return;
    for (const side of ['request', 'response'] as const) {
      while (this.#uncounted[side] > 0) {
        const bytes = NOTHING.subarray(0, Math.min(NOTHING.length, this.#uncounted[side]));
        if (side === 'request') this.#own?.requestBytes(bytes, 0);
        else this.#own?.responseBytes(bytes, 0);
        this.#uncounted[side] -= bytes.length;
      }
    }
  }

  #hold(bytes: number): void {
    this.#held += bytes;
    this.#parts.onHeld(bytes);
  }

  #tell(told: Told): void {
    this.#parts.writer.add(told);
    this.#parts.onAdded();
  }

  #over(end: ExchangeEnd): void {
    this.#own?.end(end);
    this.#release();
    const row = this.#own?.row();
    for (const resolve of this.#waiters.splice(0)) if (row) resolve(row);
  }

  #release(): void {
    this.#start = undefined;
    this.#hold(-this.#held);
    this.#parts.onOver();
    this.#endUse();
  }
}
