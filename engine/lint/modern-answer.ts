import { isModernCode } from '../../shared/spec/modern.ts';
import type { SeenMessage } from './seen-exchange.ts';

/** Whether only modern servers write such an answer: a result that says its type, or one of their errors. */
export function isModernAnswer({ result, error }: Pick<SeenMessage, 'result' | 'error'>): boolean {
  return result ? typeof result['resultType'] === 'string' : isModernCode(error?.['code']);
}
