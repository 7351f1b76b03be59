import type { Draft, JsonObject } from '../../../shared/model/draft.ts';
import type { ExchangeRef, ReplayedFrom } from '../../../shared/model/exchange.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import { inputKindOf, type ClientSettings, type InputAnswer } from '../../../shared/model/input.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { isLegacyRevision, LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { automaticAnswer } from '../../client/automatic-answer.ts';
import type { ReadyInstance } from '../../client/channel.ts';
import {
  buildLegacyReply,
  buildLegacyRequest,
  buildSessionEnd,
  type SessionHeaders,
} from '../../protocol/legacy/build-request.ts';
import {
  initializeDraft,
  initializedDraft,
  readIntroduction,
  replyTo,
} from '../../protocol/legacy/handshake.ts';
import { sendReplayed, type CameBack, type HttpServices } from './http-exchange.ts';
import { OpenRequests } from './open-requests.ts';
import { prepared, type PreparedRequest } from './prepare-request.ts';

/** A session that is open, and on which instance it was opened. */
interface Session extends SessionHeaders {
  readonly on: ReadyInstance;
  readonly initialize: ExchangeRef;
  readonly declared: JsonObject;
}

type Opened =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly ref: ExchangeRef; readonly why: string };

/** Nobody waits long for what is said at the end. */
const FAREWELL_MS = 1_500;
/** Method not found: https://modelcontextprotocol.io/specification/2025-11-25/client/roots#error-handling */
const NOT_OFFERED = -32601;

/**
 * The sessions of one run in the legacy era: one for each client of the recording, opened on the instance of its first step. Its id
 * is carried to whichever instance a step goes to, as a client behind a load balancer would do without knowing.
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
 */
export class LegacySessions {
  readonly #services: HttpServices;
  readonly #open: OpenRequests;
  readonly #settings: () => ClientSettings;
  readonly #sessions = new Map<number, Promise<Opened>>();
  readonly #replies = new Set<Promise<unknown>>();

  constructor(services: HttpServices, open: OpenRequests, settings: () => ClientSettings) {
    this.#services = services;
    this.#open = open;
    this.#settings = settings;
  }

  /** Sends a step of this recorded client, in its session. Never rejects for what a server does. */
  async send(
    client: number,
    draft: Draft,
    target: ReadyInstance,
    replayed: ReplayedFrom,
  ): Promise<CameBack | Extract<Opened, { ok: false }>> {
    const known = this.#sessions.get(client);
    const opening = known ?? this.#start(draft, target);
    if (!known) this.#sessions.set(client, opening);
    const opened = await opening;
    if (!opened.ok) return opened;
    const { session } = opened;
    const preview = buildLegacyRequest(draft, this.#address(target), session);
    return sendReplayed(
      {
        request: legacy(preview, draft),
        target,
        draft,
        replayed,
        onMessage: (message, from) => {
          this.#asked(message, from, session, target);
        },
      },
      this.#services,
      this.#open,
    );
  }

  /** Ends what was opened: the server may forget it. */
  async close(): Promise<void> {
    await Promise.all([...this.#replies]);
    const farewell = new OpenRequests(FAREWELL_MS);
    await Promise.all(
      [...this.#sessions.values()].map(async (opening) => {
        const opened = await opening;
        if (!opened.ok || opened.session.sessionId === undefined) return;
        const { session } = opened;
        await sendReplayed(
          {
            request: legacy(buildSessionEnd(this.#address(session.on), session)),
            target: session.on,
            expectsNothing: true,
          },
          this.#services,
          farewell,
        );
      }),
    );
  }

  #address({ instance, headers }: ReadyInstance) {
    return { url: instance.url, headers, requestId: this.#services.nextRequestId() };
  }

  async #start(cause: Draft, target: ReadyInstance): Promise<Opened> {
    const requestId = this.#services.nextRequestId();
    const own = initializeDraft(cause, requestId);
    // What the recorded client asked for, where that is known.
    const draft = isLegacyRevision(cause.revision)
      ? { ...own, revision: cause.revision, params: { ...own.params, protocolVersion: cause.revision } }
      : own;
    const preview = buildLegacyRequest(draft, { ...this.#address(target), requestId }, undefined);
    const came = await sendReplayed(
      { request: legacy(preview, draft), target, draft },
      this.#services,
      this.#open,
    );
    const { ref, answer, failure, head } = came;
    const { result, error } = answer;
    const message = result === undefined && error === undefined ? undefined : { result, error };
    const outcome =
      message === undefined
        ? ({ ok: false, problem: failure?.message ?? 'The server did not answer initialize.' } as const)
        : readIntroduction(
            Object.fromEntries(
              Object.entries(message).filter(([, value]) => value !== undefined),
            ) as JsonObject,
          );
    if (!outcome.ok) {
      return {
        ok: false,
        ref,
        why: `No session could be opened on ${target.instance.name}: ${outcome.problem}`,
      };
    }
    const sessionId = head && headerValue(head.headers, LEGACY_HEADER.sessionId);
    const session: Session = {
      revision: outcome.server.revision,
      ...(sessionId !== undefined && { sessionId }),
      on: target,
      initialize: ref,
      declared: cause.clientCapabilities,
    };
    const initialized = initializedDraft(cause);
    await sendReplayed(
      {
        request: legacy(buildLegacyRequest(initialized, this.#address(target), session), initialized),
        target,
        draft: initialized,
        link: { kind: 'handshake', to: ref.number },
        expectsNothing: true,
      },
      this.#services,
      this.#open,
    );
    return { ok: true, session };
  }

  /** What a server asks is answered by itself: a replay has nobody who could be asked. */
  #asked(message: JsonObject, from: ExchangeRef, session: Session, target: ReadyInstance): void {
    const { id, method, params } = message;
    if ((typeof id !== 'string' && typeof id !== 'number') || typeof method !== 'string') return;
    const answer = this.#answerTo(method, isJsonObject(params) ? params : {}, session.declared);
    const reply = sendReplayed(
      {
        request: legacy(buildLegacyReply(replyTo(id, answer), this.#address(target), session)),
        target,
        method,
        link: { kind: 'reply', to: from.number },
        expectsNothing: true,
      },
      this.#services,
      this.#open,
    );
    this.#replies.add(reply);
    void reply.finally(() => this.#replies.delete(reply));
  }

  #answerTo(method: string, params: JsonObject, declared: JsonObject): InputAnswer {
    if (method === 'ping') return { kind: 'result', result: {} };
    const kind = inputKindOf(method);
    if (kind === undefined || declared[kind] === undefined) {
      return { kind: 'error', code: NOT_OFFERED, message: `A replay does not answer ${method}.` };
    }
    const settings = this.#settings();
    const set = settings.responders[kind];
    const responder = set === undefined || set.mode === 'ask' ? ({ mode: 'accept' } as const) : set;
    const answer = automaticAnswer({ method, params }, settings, { [kind]: responder });
    return answer ?? { kind: 'result', result: { action: 'decline' } };
  }
}

function legacy(preview: RequestPreview, draft?: Draft): PreparedRequest {
  return prepared(preview, new URL(preview.url), 'legacy', draft);
}
