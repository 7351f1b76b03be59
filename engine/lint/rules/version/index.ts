import { unsupportedAccepted } from './unsupported-accepted.ts';

export const versionRules = [unsupportedAccepted] as const;
