import { levelAccepted } from './level-accepted.ts';

export const logRules = [levelAccepted] as const;
