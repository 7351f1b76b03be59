import type { Failure } from '../../shared/model/exchange.ts';

/** Of an exchange whose end was never written. `at`: epoch ms of the last thing known of it. */
export function lostFailure(at: number): Failure {
  return {
    kind: 'lost',
    message:
      'The recording ended before this exchange did: it was closed or copied meanwhile, or Hopscope was ended. ' +
      'What had arrived until then is here.',
    at,
  };
}
