import type { Draft } from '../../../shared/model/draft.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { buildBody } from './build-request.ts';

/**
 * The one line that a draft means for a server on stdio. Pure. Everything is in the message: there is no header layer,
 * and so nothing that would mirror it.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#request-metadata
 */
export function buildLine(
  draft: Draft,
  target: { readonly url: string; readonly requestId: string | number },
): RequestPreview {
  const { body: json, origins } = buildBody(draft, target.requestId);
  const body = draft.tamper.body ?? JSON.stringify(json);
  return {
    httpMethod: '',
    url: target.url,
    headers: [],
    body,
    origins: [
      ...origins,
      ...(draft.tamper.body === undefined
        ? []
        : [{ target: '', origin: 'you replaced the body', kind: 'tampered' as const }]),
    ],
    routing: [],
    problems: lineProblems(draft, body),
  };
}

/** Why a text cannot leave as one line, or not as it was meant: sentences. */
export function lineProblems(draft: Draft, body: string): string[] {
  return [
    ...(body.includes('\n')
      ? [
          'The message has a line break, and on stdio a message is one line. Write the JSON in one line, with line breaks in texts as \\n.',
        ]
      : []),
    ...(draft.tamper.headers.length > 0
      ? ['There are no headers on stdio: the changes to headers have no effect here.']
      : []),
  ];
}
