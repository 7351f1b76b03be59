import type { Origin } from '../../shared/model/exchange.ts';

/** What a person did not ask for himself is marked as Hopscope's own. */
export function probeOrigin(origin: Origin): Origin {
  return origin === 'composer' ? 'probe' : origin;
}
