import type { Draft } from '../../shared/model/draft.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { LATEST_LEGACY_REVISION } from '../../shared/spec/legacy.ts';
import { buildLegacyLine } from '../protocol/legacy/build-line.ts';
import { buildLegacyRequest } from '../protocol/legacy/build-request.ts';
import { buildLine } from '../protocol/modern/build-line.ts';
import { buildRequest } from '../protocol/modern/build-request.ts';
import type { ReadyInstance } from './channel.ts';
import type { Channels } from './channels.ts';
import type { Eras } from './eras.ts';

/**
 * The request that would leave for this instance, in the era that it is known to be of, and in the session that is
 * open there. Opens nothing and asks nobody.
 */
export function previewDraft(
  draft: Draft,
  target: ReadyInstance,
  client: { readonly channels: Channels; readonly eras: Eras; readonly requestId: number },
): RequestPreview {
  const { instance, headers } = target;
  const { channels, eras, requestId } = client;
  const era = draft.era === 'auto' ? (eras.known(instance)?.era ?? 'modern') : draft.era;
  const to = { url: instance.url, headers, requestId };
  if (instance.stdio) return era === 'modern' ? buildLine(draft, to) : buildLegacyLine(draft, to);
  if (era === 'modern') return buildRequest(draft, to);
  const transport = eras.legacyTransport(instance) ?? 'http';
  const open = channels.peek(target, era, transport);
  if (open?.preview) return open.preview(draft, requestId);
  // Before there is a session, what will be asked for is the best guess.
  const opens = draft.method === 'initialize';
  return buildLegacyRequest(draft, to, opens ? undefined : { revision: LATEST_LEGACY_REVISION });
}
