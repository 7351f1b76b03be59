import { unknownStatus } from './unknown-status.ts';

export const methodRules = [unknownStatus] as const;
