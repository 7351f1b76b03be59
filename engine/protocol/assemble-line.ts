import type { Draft, JsonObject } from '../../shared/model/draft.ts';
import type { ValueOrigin } from '../../shared/model/exchange.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { origin } from './assemble-request.ts';
import { isTampered } from './modern/build-request.ts';

/** A message as the line that leaves for a server on stdio, after tampering. Pure. */
export function lineOf(
  { tamper }: Pick<Draft, 'tamper'>,
  url: string,
  built: { readonly body: JsonObject; readonly origins: readonly ValueOrigin[] },
): RequestPreview {
  const body = tamper.body ?? JSON.stringify(built.body);
  const replaced = tamper.body === undefined ? [] : [origin('', 'you replaced the body', 'tampered')];
  return {
    httpMethod: '',
    url,
    headers: [],
    body,
    origins: [...built.origins, ...replaced],
    routing: [],
    problems: [
      ...faultsOfLine(body),
      ...(tamper.headers.length > 0
        ? ['There are no headers on stdio: the changes to headers have no effect here.']
        : []),
    ],
  };
}

/** Whether the line of a draft departs from the protocol on purpose: what is only of HTTP changes nothing here. */
export function isTamperedLine(draft: Draft): boolean {
  const { httpMethod: _ofHttp, ...tamper } = draft.tamper;
  return isTampered({ ...draft, tamper: { ...tamper, headers: [] } });
}

/** Why a text cannot leave as one line: sentences. */
export function faultsOfLine(body: string): string[] {
  if (!body.includes('\n')) return [];
  return [
    'The message has a line break, and on stdio a message is one line. Write the JSON in one line, with line breaks in texts as \\n.',
  ];
}
