import { META } from '../../../../shared/spec/modern.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress#progress-flow */
export const notRising = rule({
  id: 'progress.not-rising',
  title: 'Progress does not rise',
  checks: 'The progress of a notification is not greater than that of the one before.',
  spares: 'Events that a gateway’s fault doubled or swapped.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/progress#progress-flow'),
  fix: 'Send a greater progress with each notification, or leave the notification out.',
  check({ meta, messages }, report) {
    const token = meta[META.progressToken];
    let before: number | undefined;
    for (const { kind, method, params, place } of messages) {
      if (kind !== 'notification' || method !== 'notifications/progress') continue;
      const { progress } = params;
      // Another token is another rule's business.
      if (typeof progress !== 'number' || params['progressToken'] !== token) continue;
      if (before !== undefined && progress <= before) {
        report({
          message: `The progress is ${String(progress)} after ${String(before)}. It has to rise with each notification.`,
          place: `${place}:/params/progress`,
          expected: `more than ${String(before)}`,
          found: String(progress),
        });
      }
      before = before === undefined ? progress : Math.max(before, progress);
    }
  },
});
