import type { Draft } from '../../../shared/model/draft.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { lineOf } from '../assemble-line.ts';
import { buildLegacyBody } from './build-request.ts';

/**
 * The one line that a draft means for a legacy server on stdio. Pure.
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio
 */
export function buildLegacyLine(
  draft: Draft,
  target: { readonly url: string; readonly requestId: string | number },
): RequestPreview {
  return lineOf(draft, target.url, buildLegacyBody(draft, target.requestId));
}
