import { resultTypeMissing } from './result-type-missing.ts';

export const resultRules = [resultTypeMissing] as const;
