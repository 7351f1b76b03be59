import type { IncomingMessage, ServerResponse } from 'node:http';
import { headerValue, type HeaderList, type HeaderPair } from '../../../shared/model/headers.ts';
import { jsonOf, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { MODERN_ERROR } from '../../../shared/spec/modern.ts';
import { AppError } from '../../app-error.ts';
import { ClientAnswer } from '../../gateway/forward/client-answer.ts';
import { announcesBody } from '../../gateway/forward/forward-headers.ts';
import { IncomingBody } from '../../gateway/forward/incoming-body.ts';
import {
  emptyAnswer,
  explainingAnswer,
  textAnswer,
  withLength,
  type OwnAnswer,
} from '../../gateway/forward/own-answer.ts';
import { isPreflight, permitOrigin, preflightAnswer } from '../../gateway/safety/cross-origin.ts';
import { originOf, turnAway } from '../../gateway/safety/turn-away.ts';
import type { Listed } from '../../open-list.ts';
import { toPairs } from '../../transport/attempt-report.ts';
import { supportedRevisions } from '../introductions.ts';
import type { MockReply } from '../mock.ts';
import { nameOf } from '../request-key.ts';
import type { MockSession } from '../sessions.ts';
import type { MockWorld } from '../world.ts';
import type { MockContext } from './mock-context.ts';
import { MockRecord } from './mock-record.ts';
import { playScript } from './play-script.ts';
import { fault, modernFault, readPosted, type Posted, type PostedFault } from './read-message.ts';

type Request = Extract<Posted, { kind: 'request' }>;

/** One request that came to a mock, from its head to the end of its answer. */
export class MockExchange implements Listed {
  place = -1;
  readonly #context: MockContext;
  readonly #headers: HeaderList;
  readonly #httpMethod: string;
  readonly #target: string;
  readonly #body: IncomingBody;
  readonly #client: ClientAnswer;
  readonly #record: MockRecord;
  readonly #abort = new AbortController();
  /** Resolves when nothing more happens. */
  readonly over: Promise<void>;

  constructor(incoming: IncomingMessage, response: ServerResponse, context: MockContext) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.over = promise;
    this.#context = context;
    this.#headers = toPairs(incoming.rawHeaders);
    this.#httpMethod = incoming.method ?? 'GET';
    this.#target = incoming.url ?? '/';
    this.#body = new IncomingBody(incoming, announcesBody(this.#headers));
    this.#client = new ClientAnswer(response, performance.now(), () => {
      this.#abort.abort();
      this.#record.clientOver();
      resolve(undefined);
    });
    this.#record = new MockRecord(incoming, context, { body: this.#body, client: this.#client });
  }

  start(): void {
    this.#answer().catch((error: unknown) => {
      // That the capture was closed, or is damaged, is no fault of the program.
      if (!(error instanceof AppError)) this.#context.onBug(error, 'mock');
      const message = error instanceof Error ? error.message : String(error);
      if (this.#client.headSent) this.#client.cut('gateway-error');
      else this.#own(explainingAnswer(500, `The recorded answer cannot be given: ${message}`));
    });
  }

  /** The mock is stopped. */
  stop(): void {
    this.#abort.abort();
    this.#client.cut('cut');
  }

  async #answer(): Promise<void> {
    const { door, path } = this.#context;
    const turned = turnAway(this.#target, this.#headers, door);
    if (turned) {
      this.#refuse(explainingAnswer(turned.status, turned.message), turned.isOrigin);
    } else if (isPreflight(this.#httpMethod, this.#headers)) {
      this.#own(emptyAnswer(204, preflightAnswer(this.#headers)), true);
    } else if (this.#target.split('?', 1)[0] !== path) {
      this.#refuse(explainingAnswer(404, `There is nothing here: the mock answers at ${path}.`));
    } else if (this.#httpMethod === 'POST') {
      await this.#post();
    } else if (this.#httpMethod === 'GET') {
      await this.#get();
    } else if (this.#httpMethod === 'DELETE') {
      this.#delete();
    } else this.#refuse(this.#notAllowed());
  }

  async #post(): Promise<void> {
    if (!(await this.#body.whole(this.#abort.signal))) {
      if (!this.#abort.signal.aborted) {
        this.#refuse(explainingAnswer(413, 'The body is longer than the mock takes.'));
      }
      return;
    }
    const posted = readPosted(this.#headers, this.#body.kept());
    switch (posted.kind) {
      case 'fault':
        this.#fail(posted);
        return;
      case 'notification':
        this.#own(emptyAnswer(202, []));
        return;
      case 'reply':
        this.#context.replies.came(posted.id);
        this.#own(emptyAnswer(202, []));
        return;
      case 'request':
        await this.#request(posted);
    }
  }

  async #request(request: Request): Promise<void> {
    const { mock } = this.#context;
    const wrong = this.#otherEra(request) ?? (await this.#modernFault(request));
    if (wrong) {
      this.#fail(wrong);
      return;
    }
    if (request.era === 'modern' || !mock.hasSessions) {
      const world = mock.world(request.era);
      await this.#give(request.id, this.#noted(request, await mock.ask(request, world)), world);
      return;
    }
    const isOpening = request.method === 'initialize';
    const session = isOpening ? mock.sessions.begin() : this.#session();
    if ('kind' in session) {
      this.#fail({ ...session, id: request.id });
      return;
    }
    const reply = this.#noted(request, await mock.ask(request, session.world));
    if (isOpening && reply.kind === 'own' && reply.error) mock.sessions.end(session.id);
    const headers: HeaderPair[] = isOpening ? [[LEGACY_HEADER.sessionId, session.id]] : [];
    await this.#give(request.id, reply, session.world, { headers, session });
  }

  /** What is not in the recording is noted where that is found out. */
  #noted({ era, method, params }: Request, reply: MockReply): MockReply {
    const isFound = reply.kind === 'script' ? !reply.alike : reply.error === undefined;
    if (isFound) {
      const name = nameOf(params);
      const number = reply.kind === 'script' ? reply.given.request.number : undefined;
      this.#context.asked({
        ...{ era, method, name, outcome: 'answered' },
        ...(number !== undefined && { number }),
      });
    }
    return reply;
  }

  /** Where the recording has nothing of the request's era: what a server of the other one says. */
  #otherEra({ era, id, method, params }: Request): PostedFault | undefined {
    const { index } = this.#context.mock;
    if (index.has(era) || (!index.has('modern') && !index.has('legacy'))) return undefined;
    if (era === 'modern') {
      const message = 'The recorded server is of the legacy era: begin with initialize.';
      return fault(400, id, -32000, message);
    }
    const supported = [...supportedRevisions(index)];
    const requested = params['protocolVersion'] ?? '';
    const message = `The recorded server is of the modern era and has no ${method === 'initialize' ? 'handshake' : 'sessions'}.`;
    return fault(400, id, MODERN_ERROR.unsupportedVersion, message, { supported, requested });
  }

  async #modernFault(request: Request): Promise<PostedFault | undefined> {
    if (request.era !== 'modern') return undefined;
    const isCall = request.method === 'tools/call';
    const schema = isCall ? await this.#context.mock.toolSchema(nameOf(request.params)) : undefined;
    return modernFault(this.#headers, request, schema);
  }

  #session(): MockSession | PostedFault {
    const id = headerValue(this.#headers, LEGACY_HEADER.sessionId);
    if (id === undefined) {
      return fault(400, null, -32000, `${LEGACY_HEADER.sessionId} is missing: begin with initialize.`);
    }
    const session = this.#context.mock.sessions.find(id);
    return session ?? fault(404, null, -32001, 'There is no such session (any more): begin with initialize.');
  }

  async #give(
    id: JsonValue,
    reply: MockReply,
    world: MockWorld,
    { headers = [], session }: { readonly headers?: HeaderPair[]; readonly session?: MockSession } = {},
  ): Promise<void> {
    const { counts, faults, replies } = this.#context;
    if (reply.kind === 'own') {
      const { status, result, error } = reply;
      if (error) counts.unmatched += 1;
      else counts.answered += 1;
      this.#context.counted();
      this.#record.because(
        error ? 'It is not in the recording.' : 'The recording has no beginning: the mock’s own.',
      );
      const message: JsonObject = { jsonrpc: '2.0', id, ...(result && { result }), ...(error && { error }) };
      const own = textAnswer(status, jsonOf(message));
      this.#own({ ...own, headers: [...own.headers, ...headers] });
      return;
    }
    const { given, alike } = reply;
    counts.answered += 1;
    if (given.repeated) counts.repeated += 1;
    if (alike) counts.alike += 1;
    this.#context.counted();
    this.#record.because(
      `Answered as #${String(given.request.number)} was${alike ? ', which is the nearest' : ''}.`,
    );
    const signals = [this.#abort.signal, ...(session ? [session.ended.signal] : [])];
    const origin = originOf(this.#headers);
    await playScript(reply, {
      ...{ client: this.#client, record: this.#record, world, replies, faults },
      headers: origin === undefined ? headers : permitOrigin(headers, origin),
      signal: AbortSignal.any(signals),
      onAnswered: () => {
        world.done(given);
      },
    });
    // A session's end ends its streams.
    if (session?.ended.signal.aborted === true && !this.#client.isClosed) {
      this.#record.ended();
      this.#client.end();
    }
  }

  /** The stream of a legacy server. https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#listening-for-messages-from-the-server */
  async #get(): Promise<void> {
    const { mock } = this.#context;
    const hasStream = mock.index.streams('legacy').length > 0;
    if (!hasStream) {
      this.#refuse(this.#notAllowed());
      return;
    }
    const session = mock.hasSessions ? this.#session() : undefined;
    if (session && 'kind' in session) {
      this.#fail(session);
      return;
    }
    const world = session?.world ?? mock.world('legacy');
    const reply = await mock.stream('legacy', world);
    if (reply?.kind !== 'script') {
      this.#refuse(this.#notAllowed());
      return;
    }
    await this.#give(null, reply, world, session && { session });
  }

  #delete(): void {
    const { mock } = this.#context;
    const id = headerValue(this.#headers, LEGACY_HEADER.sessionId);
    if (!mock.hasSessions || id === undefined) this.#refuse(this.#notAllowed());
    else if (mock.sessions.end(id)) this.#own(emptyAnswer(200, []));
    else this.#fail(fault(404, null, -32001, 'There is no such session (any more).'));
  }

  #notAllowed(): OwnAnswer {
    const answer = explainingAnswer(405, `The recorded server does not take ${this.#httpMethod} here.`);
    return { ...answer, headers: [...answer.headers, ['Allow', 'POST']] };
  }

  #fail({ status, id, error }: PostedFault): void {
    this.#refuse(textAnswer(status, jsonOf({ jsonrpc: '2.0', id, error })));
  }

  #refuse(answer: OwnAnswer, isForeign = false): void {
    this.#context.counts.refused += 1;
    this.#context.counted();
    this.#record.because('The mock refused it.');
    this.#own(answer, isForeign);
  }

  /** A foreign page must not even read it. */
  #own(answer: OwnAnswer, isForeign = false): void {
    const origin = isForeign ? undefined : originOf(this.#headers);
    const given: OwnAnswer =
      origin === undefined ? answer : { ...answer, headers: permitOrigin(answer.headers, origin) };
    this.#record.head({ status: given.status, statusText: given.statusText, headers: withLength(given) });
    if (given.body.length > 0) this.#record.bytes(given.body);
    this.#record.ended();
    this.#client.whole(given, 'complete');
  }
}
