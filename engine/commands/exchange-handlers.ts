import type { ExchangeRef, Origin, Row } from '../../shared/model/exchange.ts';
import { askedInput } from '../../shared/model/asked-input.ts';
import type { AskedInput } from '../../shared/model/input.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import type { Channels } from '../client/channels.ts';
import type { Client } from '../client/client.ts';
import type { Eras } from '../client/eras.ts';
import { previewDraft } from '../client/preview-draft.ts';
import { readAnswer } from '../client/read-answer.ts';
import type { InstanceDirectory } from '../instances/instance-directory.ts';
import { curlCommand } from '../protocol/curl-command.ts';
import { nextRound } from '../protocol/modern/next-round.ts';
import { compareAnswers } from '../replay/compare-answers.ts';
import type { Replays } from '../replay/run/replays.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands that send requests and read exchanges. */
export function exchangeHandlers(engine: {
  readonly captures: Captures;
  readonly client: Client;
  readonly channels: Channels;
  readonly eras: Eras;
  readonly instances: InstanceDirectory;
  readonly replays: Pick<Replays, 'linked'>;
  readonly origin: Origin;
}): HandlersOf<'exchange' | 'draft'> {
  const { captures, client, instances } = engine;
  return {
    'draft.preview': ({ draft, instanceId }) => {
      const { instance, headers, problem } = instances.find(instanceId);
      const requestId = client.nextRequestId();
      const { channels, eras } = engine;
      const preview = previewDraft(draft, { instance, headers }, { channels, eras, requestId });
      return problem === undefined ? preview : { ...preview, problems: [problem, ...preview.problems] };
    },
    'exchange.send': ({ draft, instanceIds }) => {
      // All targets are looked up before the first request leaves: an unknown one stops them all.
      const targets = instanceIds.map((id) => instances.ready(id));
      return Promise.all(targets.map((target) => client.send(draft, target, engine.origin)));
    },
    'exchange.cancel': (ref) => {
      client.cancel(ref);
      return null;
    },
    'exchange.respond': async ({ instanceId, responses, state, ...ref }) => {
      const target = instances.ready(instanceId);
      const { row, draft } = await captures.detail(ref, 0);
      const asked = await askedBy(captures, ref);
      if (!draft || !asked) {
        throw new AppError(
          'BAD_INPUT',
          `Exchange ${String(ref.number)} asks for no input that Hopscope could send an answer to.`,
        );
      }
      if (draft.tamper.body !== undefined) {
        throw new AppError(
          'BAD_INPUT',
          `The body of exchange ${String(ref.number)} was replaced by hand, so the answer cannot be put into it. Edit and resend it instead.`,
        );
      }
      // Links stay within one capture: what was recorded elsewhere is answered without one.
      const isHere = captures.recording().captureId === ref.captureId;
      const round = (await roundOf(captures, ref.captureId, row)) + 1;
      const link = { kind: 'round', to: ref.number, round } as const;
      const next = nextRound(draft, asked, responses, state);
      return client.send(next, target, engine.origin, isHere ? link : undefined);
    },
    'exchange.reopen': async (ref) => {
      const { row, draft } = await captures.detail(ref, 0);
      if (!draft) {
        throw new AppError(
          'BAD_INPUT',
          `Exchange ${String(ref.number)} was recorded without its draft, so it cannot be opened again.`,
        );
      }
      // Its id was its own: a server may still know a subscription by it.
      const { requestId: _before, ...again } = draft;
      const target = instances.ready(row.instanceId);
      // Links stay within one capture: what was recorded elsewhere is sent anew, without one.
      const isHere = captures.recording().captureId === ref.captureId;
      const link = { kind: 'reopened', to: ref.number } as const;
      return client.send(again, target, engine.origin, isHere ? link : undefined);
    },
    'exchange.get': async ({ bodyLimit, ...ref }) =>
      engine.replays.linked(await captures.detail(ref, bodyLimit)),
    'exchange.bytes': async ({ side, offset, limit, ...ref }) => {
      const { bytes, total } = await captures.bytes(ref, side, offset, limit);
      return { base64: Buffer.from(bytes).toString('base64'), total };
    },
    'exchange.events': ({ from, limit, ...ref }) => captures.events(ref, from, limit),
    'exchange.curl': async (ref) => ({ text: await curlOf(captures, instances, ref) }),
    'exchange.compare': async ({ refs }) =>
      compareAnswers(await Promise.all(refs.map((ref) => readAnswer(captures, ref)))),
  };
}

/** Which round of its conversation an exchange is, from 1. Steps between two rounds belong to the one before them. */
async function roundOf(captures: Captures, captureId: string, row: Row): Promise<number> {
  let present = row;
  while (present.link && present.link.to < present.number) {
    if (present.link.kind === 'round') return present.link.round ?? 2;
    present = (await captures.detail({ captureId, number: present.link.to }, 0)).row;
  }
  return 1;
}

async function askedBy(captures: Captures, ref: ExchangeRef): Promise<AskedInput | undefined> {
  const { answer } = await readAnswer(captures, ref);
  return isJsonObject(answer?.['result']) ? askedInput(answer['result']) : undefined;
}

async function curlOf(captures: Captures, instances: InstanceDirectory, ref: ExchangeRef): Promise<string> {
  const detail = await captures.detail(ref, Number.MAX_SAFE_INTEGER);
  const body = detail.request.body.text;
  if (body === undefined && detail.request.body.bytes > 0) {
    throw new AppError('BAD_INPUT', 'The request’s body is not text: it cannot stand on a command line.');
  }
  // An instance that is gone, or a capture from elsewhere, has no files here.
  const known = instances.all().some((instance) => instance.id === detail.row.instanceId);
  const { caFile, certFile, keyFile } = (known && instances.find(detail.row.instanceId).instance.tls) || {};
  return curlCommand({
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    httpMethod: detail.request.httpMethod,
    url: detail.url,
    headers: detail.request.headers,
    body: body ?? '',
    trustAnyCertificate: detail.trustedDespite !== undefined,
  });
}
