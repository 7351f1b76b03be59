import type { ExchangeLink, StreamEvent } from '../../../shared/model/exchange.ts';
import type { Era } from '../../../shared/model/instance.ts';
import { asBuffer } from '../../as-buffer.ts';
import { requestFacts } from '../../gateway/record/request-facts.ts';
import { isHeaderFault } from '../../protocol/modern/routing-table.ts';
import type { ExchangeRecorder, ExchangeStart, Recording } from '../recorder.ts';
import type { ForeignExchange, ForeignPart } from './foreign.ts';
import { textAt, valueAt } from './loose.ts';
import { NumberRuns } from './number-runs.ts';

/** Appends what files tell to one recording, through the path that all exchanges take. */
export class ForeignAppender {
  readonly #recording: Recording;
  /** What the instances turned out to speak; requests that do not say it themselves are read so. */
  readonly #eras = new Map<string, Era>();
  /** Numbers of the present file's own lines, and what they became. */
  #numbers = new NumberRuns();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  /** Another file begins: its numbers are its own. */
  nextFile(): void {
    this.#numbers = new NumberRuns();
  }

  append(exchange: ForeignExchange): void {
    const recorder = this.#recording.begin(this.#startOf(exchange));
    const { own, answer, end } = exchange;
    if (own) this.#numbers.add(own.number, recorder.number);
    if (answer) {
      recorder.responseHead(answer.head, end.timing.firstByteMs ?? answer.parts[0]?.atMs ?? 0);
      for (const part of answer.parts) appendPart(recorder, part);
    }
    for (const finding of own?.findings ?? []) recorder.finding(finding);
    if (own?.gatewayEnd) recorder.gatewayEnd(own.gatewayEnd);
    recorder.end(end);
  }

  #startOf(exchange: ForeignExchange): ExchangeStart {
    const { own, httpMethod, target, headers, body, instanceId, instanceName, missing, transport } = exchange;
    const facts = requestFacts({
      httpMethod: httpMethod === '' ? 'POST' : httpMethod,
      target,
      headers,
      body,
      knownEra: own?.era ?? this.#eras.get(instanceId),
    });
    const era = own?.era ?? facts.era;
    if (this.#eras.size < 10_000) this.#eras.set(instanceId, era);
    const isHttp = transport === undefined || transport === 'http';
    const routing = isHttp && !missing.includes('request-headers') ? facts.routing : [];
    const link = own?.link && this.#linkOf(own.link);
    const channel = own?.channel === undefined ? undefined : this.#numbers.find(own.channel);
    const framing = own?.framing ?? (transport === 'stdio' ? ('lines' as const) : undefined);
    return {
      origin: own?.origin ?? 'import',
      instanceId,
      instanceName,
      era,
      url: exchange.url,
      startedAt: exchange.startedAt,
      ...(transport !== undefined && { transport }),
      ...(link && { link }),
      ...(channel !== undefined && { channel }),
      ...(framing !== undefined && { framing }),
      expected: facts.expected,
      httpMethod,
      target,
      headers,
      body,
      method: own?.method ?? facts.method,
      name: own?.name ?? facts.name,
      routing,
      origins: [],
      ...(own?.gateway && { gateway: own.gateway }),
      ...(own?.replayed && { replayed: own.replayed }),
      ...(missing.length > 0 && { missing }),
      imported: exchange.imported,
      tampered: own?.tampered === true,
      ...(own?.redacted !== undefined && { redacted: own.redacted }),
      headerFault: own?.headerFault ?? routing.some(isHeaderFault),
    };
  }

  /** A link to what is not in the file is none. */
  #linkOf(link: ExchangeLink): ExchangeLink | undefined {
    const to = this.#numbers.find(link.to);
    return to === undefined ? undefined : { ...link, to };
  }
}

function appendPart(recorder: ExchangeRecorder, { bytes, atMs, output }: ForeignPart): void {
  if (output === undefined) recorder.bodyBytes(bytes, atMs);
  else recorder.outputBytes(output, bytes, atMs, output === 'line' ? messageOf(bytes) : undefined);
}

/** What a line of a process is that belongs to no request. */
function messageOf(bytes: Uint8Array): Pick<StreamEvent, 'message' | 'method'> {
  try {
    const value: unknown = JSON.parse(asBuffer(bytes).toString('utf8'));
    const method = textAt(value, 'method');
    if (method !== undefined)
      return { message: valueAt(value, 'id') === undefined ? 'notification' : 'request', method };
    if (valueAt(value, 'error') !== undefined) return { message: 'error' };
    return { message: valueAt(value, 'result') === undefined ? 'invalid' : 'result' };
  } catch {
    return { message: 'invalid' };
  }
}
