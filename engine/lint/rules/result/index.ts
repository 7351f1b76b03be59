import { resultTypeMissing } from './result-type-missing.ts';
import { resultTypeUnknown } from './result-type-unknown.ts';

export const resultRules = [resultTypeMissing, resultTypeUnknown] as const;
