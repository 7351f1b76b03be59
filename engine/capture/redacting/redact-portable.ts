import type { StreamEvent } from '../../../shared/model/exchange.ts';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import { asBuffer } from '../../as-buffer.ts';
import type { Captures } from '../captures-contract.ts';
import type { StoredPortable } from '../export/export-messages.ts';
import { compileRules } from '../redaction/compiled-rules.ts';
import { fromBytes, toBytes, type ExchangeTexts } from '../redaction/exchange-texts.ts';
import { redactExchange } from '../redaction/redact-exchange.ts';
import { SecretBook } from '../redaction/secret-book.ts';
import { WorkControl } from '../work-control.ts';
import type { RedactionTask } from './redaction-task.ts';

/** Takes the secrets out of exchanges that leave as files of other formats. */
export interface PortableRedaction {
  redact(stored: StoredPortable): StoredPortable;
  /** What was replaced so far. */
  report(): RedactionReport;
}

export interface PortableRedactionOptions {
  readonly task: RedactionTask;
  readonly signal: AbortSignal;
  /** Exchanges that were learned from, of how many there are, now and then. */
  readonly onProgress?: (done: number, total: number) => void;
}

const PROGRESS_MS = 100;

/** Learns what is a secret in the whole capture first. Rejects with AppError CANCELLED, and as `ask` does. */
export async function createPortableRedaction(
  captures: Pick<Captures, 'ask'>,
  captureId: string,
  { task, signal, onProgress }: PortableRedactionOptions,
): Promise<PortableRedaction> {
  const control = new WorkControl();
  const cancel = (): void => {
    control.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const timer = setInterval(() => {
    const { done, total } = control.progress();
    if (total > 0) onProgress?.(done, total);
  }, PROGRESS_MS);
  const learned = await captures.ask(captureId, 'secrets', { task, control: control.shared }).finally(() => {
    clearInterval(timer);
    signal.removeEventListener('abort', cancel);
  });
  const book = new SecretBook();
  for (const { value, kind, spread } of learned.secrets) book.learn(value, kind, spread);
  for (const problem of learned.problems) book.problems.add(problem);
  const rules = compileRules(task.rules);
  return {
    redact(stored) {
      const { texts, replaced } = redactExchange(textsOf(stored), book, rules);
      return withTexts(stored, texts, replaced);
    },
    report: () => book.report(),
  };
}

function textsOf(stored: StoredPortable): ExchangeTexts {
  const { row, requestHead, requestBody, answerHead = '', ending = '', body, events, findings } = stored;
  return {
    number: row.number,
    instanceName: toBytes(row.instanceName),
    method: toBytes(row.method),
    name: toBytes(row.name),
    requestHead: toBytes(requestHead),
    requestBody: asBuffer(requestBody).toString('latin1'),
    request: '',
    answerHead: toBytes(answerHead),
    ending: toBytes(ending),
    response: '',
    body: asBuffer(body).toString('latin1'),
    spans: [],
    events: events.map(({ kind, offset, length, preview, eventName = '', eventId = '', method = '' }) => ({
      kind,
      offset,
      length,
      preview: toBytes(preview),
      eventName: toBytes(eventName),
      eventId: toBytes(eventId),
      method: toBytes(method),
    })),
    findings: findings.map(({ message, pointer = '' }) => ({
      message: toBytes(message),
      pointer: toBytes(pointer),
    })),
  };
}

function withTexts(stored: StoredPortable, texts: ExchangeTexts, replaced: number): StoredPortable {
  const redacted = (stored.row.redacted ?? 0) + replaced;
  return {
    ...stored,
    row: {
      ...stored.row,
      instanceName: fromBytes(texts.instanceName),
      method: fromBytes(texts.method),
      name: fromBytes(texts.name),
      ...(redacted > 0 && { redacted }),
    },
    requestHead: fromBytes(texts.requestHead),
    requestBody: Buffer.from(texts.requestBody, 'latin1'),
    ...(stored.answerHead !== undefined && { answerHead: fromBytes(texts.answerHead) }),
    ...(stored.ending !== undefined && { ending: fromBytes(texts.ending) }),
    body: Buffer.from(texts.body, 'latin1'),
    events: stored.events.map((event, index) => withEventTexts(event, texts.events[index])),
    findings: stored.findings.map((finding, index) => {
      const { message = '', pointer = '' } = texts.findings[index] ?? {};
      return {
        ...finding,
        message: fromBytes(message),
        ...(finding.pointer !== undefined && { pointer: fromBytes(pointer) }),
      };
    }),
  };
}

function withEventTexts(event: StreamEvent, texts: ExchangeTexts['events'][number] | undefined): StreamEvent {
  const { preview = '', eventName = '', eventId = '', method = '' } = texts ?? {};
  return {
    ...event,
    preview: fromBytes(preview),
    ...(event.eventName !== undefined && { eventName: fromBytes(eventName) }),
    ...(event.eventId !== undefined && { eventId: fromBytes(eventId) }),
    ...(event.method !== undefined && { method: fromBytes(method) }),
  };
}
