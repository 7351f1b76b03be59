import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { Captures } from '../capture/captures.ts';
import type { ReadyInstance } from '../client/channel.ts';
import type { Channels } from '../client/channels.ts';
import type { Client } from '../client/client.ts';
import type { DetectOptions } from '../client/eras.ts';
import { plainDraft, type ClientDeclaration } from '../client/list-all.ts';
import { readAnswer, type ReadAnswer } from '../client/read-answer.ts';
import type { EraQuestions, Handshake, Told } from './inquire-era.ts';

/**
 * How long a process may take to answer server/discover, in ms: a legacy one may never do so. Long enough for one that
 * has to be fetched first, and a modern one that is slower still shows its era when it is asked to initialize.
 */
const STDIO_PROBE_MS = 10_000;

export interface AskingServices {
  /** Asked only after the engine is put together. */
  readonly client: () => Client;
  readonly channels: () => Channels;
  readonly captures: Captures;
  readonly declaration: () => ClientDeclaration;
}

/** How one instance is asked for its era: over the same channels that everything else takes. */
export function askEra(
  services: AskingServices,
  target: ReadyInstance,
  options: DetectOptions & { readonly origin: Origin; readonly idleTimeoutMs?: number },
): EraQuestions {
  const { instance } = target;
  const { origin, idleTimeoutMs, discovered, as } = options;
  const isStdio = instance.stdio !== undefined;
  const plain = (method: string, era: 'modern' | 'legacy') => ({
    ...plainDraft(method, {}, services.declaration()),
    ...(as && { clientCapabilities: as.clientCapabilities, clientInfo: as.clientInfo }),
    era,
    // What comes is to be judged as it is.
    followUp: false,
    ...(idleTimeoutMs !== undefined && { idleTimeoutMs }),
  });
  const askModern = async (method: string): Promise<Told> => {
    const draft = { ...plain(method, 'modern'), ...(isStdio && { timeoutMs: STDIO_PROBE_MS }) };
    return toldBy(await services.client().complete(draft, target, origin));
  };
  return {
    discover: async () => (discovered ? toldBy(discovered) : askModern('server/discover')),
    listTools: () => askModern('tools/list'),
    async initialize(transport): Promise<Handshake> {
      // Some servers bear no second process of their kind beside them.
      if (isStdio) await services.channels().disconnect(instance.id, 'modern');
      const channel = services.channels().of(target, 'legacy', transport);
      const before = channel.opened?.();
      const readiness = await services.client().open(channel, plain('ping', 'legacy'), origin);
      if (!readiness.ok) return { ok: false, told: await toldIn(services.captures, readiness.shownBy) };
      const now = channel.opened?.();
      const reused = before !== undefined && now !== undefined && isSame(before, now);
      return { ok: true, reused, told: now ? await toldIn(services.captures, now) : {} };
    },
  };
}

async function toldIn(captures: Captures, ref: ExchangeRef): Promise<Told> {
  return toldBy(await readAnswer(captures, ref));
}

/** What an exchange says, for the judgement. */
export function toldBy({ ref, row, status, contentType, answer, failure }: ReadAnswer): Told {
  return {
    ref,
    ...(row.durationMs !== undefined && { durationMs: row.durationMs }),
    // There is no HTTP status over stdio.
    ...(status !== undefined && status !== 0 && { status }),
    ...(contentType !== undefined && { contentType }),
    ...(answer && { answer }),
    ...(failure && { failure }),
  };
}

function isSame(a: ExchangeRef, b: ExchangeRef): boolean {
  return a.captureId === b.captureId && a.number === b.number;
}
