import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { LOG_LEVELS, META } from '../../../../shared/spec/modern.ts';
import { brief, page, rule } from '../../rule.ts';

const LEVELS: readonly unknown[] = LOG_LEVELS;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/logging#error-handling */
export const levelAccepted = rule({
  id: 'log.level-accepted',
  title: 'Unknown log level accepted',
  checks: 'A request with an unknown logLevel is not refused with -32602.',
  spares: 'Servers that do not declare logging.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/utilities/logging#error-handling'),
  fix: 'Refuse a logLevel that is none of the eight with the error -32602.',
  check({ answer, meta, instanceId }, report, known) {
    const level = meta[META.logLevel];
    if (level === undefined || LEVELS.includes(level) || !answer?.result) return;
    // A server that does not log has no need to look at the level.
    const capabilities = known.instance(instanceId).discovered?.result['capabilities'];
    if (!isJsonObject(capabilities) || !isJsonObject(capabilities['logging'])) return;
    report({
      message: `The request names the log level ${brief(level)}, which does not exist, and is answered as if it did.`,
      place: placeIn(answer.place, 'result'),
      expected: 'an error -32602',
      found: 'a result',
    });
  },
});
