import type { Difference } from '../../../shared/model/difference.ts';

/** A difference that the eras make by themselves, in any answer of any server. */
export interface ProtocolChange {
  /** Equal for all differences of one kind. */
  readonly place: string;
  /** What each era does there: a sentence. */
  readonly says: string;
}

const RESULT: readonly (readonly [RegExp, string])[] = [
  [/^\/result\/resultType$/, 'From 2026-07-28 on each result says whether it is complete.'],
  [
    /^\/result\/(?:ttlMs|cacheScope)$/,
    'From 2026-07-28 on results say how long they may be kept, and for whom.',
  ],
  [
    /^\/(?:result|error\/data)\/_meta(?:\/io\.modelcontextprotocol~1.*)?$/,
    'From 2026-07-28 on answers name their server in _meta.',
  ],
  [/^\/headers\//, 'Headers of answers are those of the era’s transport.'],
  [/^\/status$/, 'From 2026-07-28 on some errors have an HTTP status of their own.'],
];

/**
 * What a difference between two eras is where the protocol explains it; undefined where the server does. Sources:
 * https://modelcontextprotocol.io/specification/2026-07-28/changelog and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http. Pure.
 */
export function protocolChange({ pointer, left, right }: Difference): ProtocolChange | undefined {
  if (pointer === '/error/code' && new Set([left, right]).has(-32002) && new Set([left, right]).has(-32602)) {
    return {
      place: pointer,
      says: 'A resource that is not there was -32002, and is -32602 from 2026-07-28 on.',
    };
  }
  const found = RESULT.find(([pattern]) => pattern.test(pointer));
  if (!found) return undefined;
  return {
    place: pointer.replace(/^(\/headers|\/result\/_meta|\/error\/data\/_meta)\/.*$/, '$1'),
    says: found[1],
  };
}
