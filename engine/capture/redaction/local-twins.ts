import type { SecretKind } from '../../../shared/model/redaction.ts';
import type { CompiledRules } from './compiled-rules.ts';
import { headersIn, toBytes, type ExchangeTexts } from './exchange-texts.ts';
import type { SecretBook } from './secret-book.ts';
import type { Sink } from './sink.ts';
import { TextView } from './text-view.ts';
import { beginWalk, textKindOf, walkBody } from './walk-body.ts';
import { walkHeader } from './walk-headers.ts';

/** Shorter values are too common to mean the same twice. */
const LEAST = 3;

/**
 * The secrets by place of a request that mirrors parameters in headers, and their placeholders. Header and parameter have to
 * stay equal, whichever of the two has the telling name, and however short the value is.
 * https://modelcontextprotocol.io/specification/2026-07-28/server/tools#x-mcp-header
 */
export function localTwins(
  { requestHead, requestBody }: ExchangeTexts,
  book: SecretBook,
  rules: CompiledRules,
): ReadonlyMap<string, string> | undefined {
  if (!/mcp-param-/i.test(requestHead)) return undefined;
  const twins = new Map<string, string>();
  const sink = collector((value, kind) => {
    if (value.length < LEAST) return;
    if (book.placeholder(value) === undefined) book.learn(value, kind, 'apart');
    const placeholder = book.placeholder(value);
    if (placeholder !== undefined) twins.set(value, placeholder);
  });
  const walk = beginWalk(sink, rules, 'request');
  for (const [name, value] of headersIn(requestHead)) {
    if (/^mcp-param-/i.test(name)) walkHeader(walk, name, new TextView(toBytes(value), 0));
  }
  walkBody(walk, new TextView(requestBody, 0), textKindOf(undefined, requestBody));
  return twins.size > 0 ? twins : undefined;
}

function collector(take: (value: string, kind: SecretKind) => void): Sink {
  const sink: Sink = {
    secret: (view, from, to, kind) => {
      take(view.text.slice(from, to), kind);
    },
    also: () => undefined,
    whole: () => undefined,
    scan: () => undefined,
    recoded: (_view, _from, _to, decoded, _encode, walk) => {
      walk(new TextView(decoded, 0), sink);
    },
  };
  return sink;
}
