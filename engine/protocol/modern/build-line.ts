import type { Draft } from '../../../shared/model/draft.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { lineOf } from '../assemble-line.ts';
import { buildBody } from './build-request.ts';

/**
 * The one line that a draft means for a modern server on stdio. Pure. Everything is in the message: there is no header
 * layer, and so nothing that would mirror it.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#request-metadata
 */
export function buildLine(
  draft: Draft,
  target: { readonly url: string; readonly requestId: string | number },
): RequestPreview {
  return lineOf(draft, target.url, buildBody(draft, target.requestId));
}
