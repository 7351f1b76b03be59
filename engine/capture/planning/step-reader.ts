import type { DatabaseSync } from 'node:sqlite';
import type { Draft } from '../../../shared/model/draft.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { seeExchange } from '../../lint/see-exchange.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { draftOf, type DraftContext } from '../../replay/plan/draft-of.ts';
import { stepAnswerOf } from '../../replay/plan/step-answer.ts';
import { unlessDamaged } from './request-pages.ts';
import { createRecordedReader, type RecordedReader } from '../judging/read-recorded.ts';
import { readColumn } from '../stored-detail.ts';
import { numberOf } from '../stored-values.ts';
import { packStep, type PackedStep } from './packed-step.ts';
import { createStepPages, type PagedStep } from './step-pages.ts';

const UTF8 = new TextDecoder();
const HEADER = 'header:';
const OF_INSTANCE = '"kind":"instance"';
const NO_NAMES: ReadonlySet<string> = new Set();

type Client = NonNullable<DraftContext['client']>;

/**
 * Reads recorded requests as drafts. What a draft needs of other exchanges (schemas of tools, what clients said of
 * themselves) is remembered as far as the file has been read. Throws what SQLite throws, or DamagedError.
 */
export class StepReader {
  readonly #recorded: RecordedReader;
  readonly #background;
  readonly #pages;
  readonly #schemas = new Map<string, JsonValue>();
  /** By session id, by channel, and by instance: the latest. */
  readonly #clients = new Map<string, Client>();
  #last = 0;

  constructor({ db, live }: { readonly db: DatabaseSync; readonly live: boolean }) {
    this.#recorded = createRecordedReader(db, live);
    this.#background = db.prepare(`SELECT number FROM exchange
      WHERE number > ? AND number <= ? AND method IN ('tools/list', 'initialize') ORDER BY number`);
    this.#pages = createStepPages(db, live);
  }

  /** Remembers what is in the file up to this number. */
  catchUp(last: number): void {
    if (last <= this.#last) return;
    for (const stored of this.#background.all(this.#last, last)) {
      const recorded = this.#recorded.read(numberOf(stored, 'number'));
      if (recorded) this.#learn(seeExchange(recorded));
    }
    this.#last = last;
  }

  /** In this order; without those that are no request that could be sent. */
  read(numbers: readonly number[]): PackedStep[] {
    const found = this.#pages(numbers);
    return numbers.flatMap((number) => {
      const step = found.get(number);
      return (step && unlessDamaged(() => this.#step(number, step))) ?? [];
    });
  }

  #step(number: number, { recorded, head }: PagedStep): PackedStep | undefined {
    const seen = seeExchange(recorded);
    const draft = draftOf(seen, this.#contextOf(seen, head));
    if (!draft) return undefined;
    const isOver = seen.state !== 'open';
    const text = seen.messages.length === 0 ? UTF8.decode(recorded.body) : undefined;
    return packStep(number, timeless(draft), isOver ? stepAnswerOf(seen, text) : undefined);
  }

  #learn(exchange: SeenExchange): void {
    const { origin, method, answer, response, request, channel, instanceId } = exchange;
    if (origin === 'replay') return;
    if (method === 'tools/list') {
      for (const tool of entriesOf(answer?.result?.['tools'])) {
        const { name, inputSchema } = tool;
        if (typeof name === 'string' && inputSchema !== undefined) this.#schemas.set(name, inputSchema);
      }
      return;
    }
    const { clientInfo, capabilities } = request.message?.params ?? {};
    const client = {
      info: isJsonObject(clientInfo) ? clientInfo : {},
      capabilities: isJsonObject(capabilities) ? capabilities : {},
    };
    const session = response && headerValue(response.headers, LEGACY_HEADER.sessionId);
    if (session !== undefined) this.#clients.set(`session ${session}`, client);
    if (channel !== undefined) this.#clients.set(`channel ${String(channel)}`, client);
    this.#clients.set(`instance ${instanceId}`, client);
  }

  #contextOf(seen: SeenExchange, head: string): DraftContext {
    const { name } = seen.request.message?.params ?? {};
    const toolSchema =
      seen.method === 'tools/call' && typeof name === 'string' ? this.#schemas.get(name) : undefined;
    const client = seen.speaks === 'legacy' ? this.#clientOf(seen) : undefined;
    return {
      ...(toolSchema !== undefined && { toolSchema }),
      ...(client && { client }),
      ofInstance: ofInstance(head),
    };
  }

  #clientOf({ request, channel, instanceId }: SeenExchange): Client | undefined {
    const session = headerValue(request.headers, LEGACY_HEADER.sessionId);
    return (
      (session === undefined ? undefined : this.#clients.get(`session ${session}`)) ??
      (channel === undefined ? undefined : this.#clients.get(`channel ${String(channel)}`)) ??
      this.#clients.get(`instance ${instanceId}`)
    );
  }
}

/** Headers that Hopscope took from the instance when it sent this. `head`: column request.head. */
function ofInstance(head: string): ReadonlySet<string> {
  // Mostly nothing does, such as of what went through a gateway: then it need not be read.
  if (!head.includes(OF_INSTANCE)) return NO_NAMES;
  const names = new Set<string>();
  for (const { target, kind } of readColumn.origins(head)) {
    if (kind === 'instance' && target.startsWith(HEADER))
      names.add(target.slice(HEADER.length).toLowerCase());
  }
  return names;
}

function entriesOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : [];
}

/** How long is waited is the run's to say. */
function timeless({ idleTimeoutMs: _idle, timeoutMs: _whole, maxTimeoutMs: _most, ...draft }: Draft): Draft {
  return draft;
}
