import type { Era } from '../../shared/model/instance.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { isLegacyRevision, LATEST_LEGACY_REVISION } from '../../shared/spec/legacy.ts';
import { META, MODERN_REVISION, TASKS_EXTENSION } from '../../shared/spec/modern.ts';
import type { RecordingIndex } from './recording-index.ts';

const SERVER_INFO = { name: 'hopscope-mock', version: '1' };

/** What stands for a feature among the capabilities, by the methods that show it. */
const SHOWN: readonly (readonly [string, string])[] = [
  ['tools', 'tools/list tools/call'],
  ['resources', 'resources/list resources/templates/list resources/read resources/subscribe'],
  ['prompts', 'prompts/list prompts/get'],
  ['completions', 'completion/complete'],
  ['logging', 'logging/setLevel'],
];

/** What a recording shows of what its server can. Pure. */
function shownCapabilities(index: RecordingIndex, era: Era): JsonObject {
  const has = (methods: string): boolean =>
    methods.split(' ').some((method) => index.names(era, method).length > 0);
  const capabilities = Object.fromEntries(
    SHOWN.filter(([, methods]) => has(methods)).map(([name]) => [name, {}]),
  );
  if (!has('tasks/get tasks/update tasks/cancel tasks/result tasks/list')) return capabilities;
  return era === 'modern'
    ? { ...capabilities, extensions: { [TASKS_EXTENSION]: {} } }
    : { ...capabilities, tasks: {} };
}

/**
 * The answer to a request by which clients begin, where the recording began later; undefined for all others. Pure.
 * https://modelcontextprotocol.io/specification/2026-07-28/server/discover and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle
 */
export function introduction(
  index: RecordingIndex,
  era: Era,
  method: string,
  params: JsonObject,
): JsonObject | undefined {
  if (era === 'legacy' && method === 'ping') return {};
  if (era === 'legacy' && method === 'initialize') {
    const { protocolVersion } = params;
    return {
      protocolVersion: isLegacyRevision(protocolVersion) ? protocolVersion : LATEST_LEGACY_REVISION,
      capabilities: shownCapabilities(index, era),
      serverInfo: SERVER_INFO,
    };
  }
  if (era !== 'modern' || method !== 'server/discover') return undefined;
  return {
    resultType: 'complete',
    supportedVersions: supportedRevisions(index),
    capabilities: shownCapabilities(index, era),
    ttlMs: 0,
    cacheScope: 'private',
    _meta: { [META.serverInfo]: SERVER_INFO },
  };
}

/** Modern revisions that a mock answers. Pure. */
export function supportedRevisions(index: RecordingIndex): readonly string[] {
  return index.revisions.length > 0 ? index.revisions : [MODERN_REVISION];
}
