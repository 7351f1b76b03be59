import { isJsonObject } from '../../shared/model/json.ts';
import type { Reply } from './judge-era.ts';

/** A server's own words are cut here, in characters. */
const MOST_WORDS = 160;

/** What was asked and what came back, as a sentence for the evidence. Pure. */
export function replySentence(asked: string, reply: Reply): string {
  const { status, answer, failure, contentType } = reply;
  const http = status === undefined || status === 0 ? '' : `HTTP ${String(status)}`;
  if (isJsonObject(answer)) {
    const what = answerWords(answer['result'], answer['error']);
    return `It answered ${asked} with ${[http, what].filter(Boolean).join(' and ')}.`;
  }
  if (http !== '' && (failure === undefined || failure.kind === 'malformed')) {
    const type = contentType === undefined ? '' : ` (${cut(contentType)})`;
    return `It answered ${asked} with ${http}${type} and no JSON-RPC message.`;
  }
  return `It did not answer ${asked}: ${failure ? failure.message : 'nothing came.'}`;
}

function answerWords(result: unknown, error: unknown): string {
  if (typeof error === 'object' && error !== null) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    const number = typeof code === 'number' ? String(code) : '(no code)';
    return `error ${number}${typeof message === 'string' && message !== '' ? ` "${cut(message)}"` : ''}`;
  }
  if (typeof result !== 'object' || result === null) return 'a message that is no response';
  const { supportedVersions, protocolVersion, resultType } = result as Readonly<Record<string, unknown>>;
  if (Array.isArray(supportedVersions)) return `a result that supports ${cut(supportedVersions.join(', '))}`;
  if (typeof protocolVersion === 'string') return `a result of revision ${cut(protocolVersion)}`;
  return typeof resultType === 'string' ? 'a modern result' : 'a result without a resultType';
}

/** One line, of bounded length. */
function cut(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_WORDS ? line : `${line.slice(0, MOST_WORDS - 1)}…`;
}
