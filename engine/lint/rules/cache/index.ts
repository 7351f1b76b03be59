import { hintsMissing } from './hints-missing.ts';
import { ttlNegative } from './ttl-negative.ts';

export const cacheRules = [hintsMissing, ttlNegative] as const;
