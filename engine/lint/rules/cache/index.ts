import { hintsMissing } from './hints-missing.ts';
import { scopeDiffers } from './scope-differs.ts';
import { ttlNegative } from './ttl-negative.ts';

export const cacheRules = [hintsMissing, scopeDiffers, ttlNegative] as const;
