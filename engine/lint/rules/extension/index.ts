import { extensionIdMalformed } from './id-malformed.ts';
import { extensionNotInForce } from './not-in-force.ts';

export const extensionRules = [extensionIdMalformed, extensionNotInForce] as const;
