import type { HeaderVerdict } from '../../shared/model/exchange.ts';
import type { Meaning } from './palette.ts';

/** What is said of one header that mirrors the body, in tables of them. */
export const HEADER_VERDICTS: Readonly<
  Record<HeaderVerdict, { readonly meaning: Meaning; readonly word: string }>
> = {
  match: { meaning: 'fine', word: 'match' },
  mismatch: { meaning: 'fault', word: 'mismatch' },
  missing: { meaning: 'fault', word: 'missing' },
  invalid: { meaning: 'fault', word: 'invalid' },
  'not-needed': { meaning: 'note', word: 'not needed' },
};
