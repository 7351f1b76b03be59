import { levelAccepted } from './level-accepted.ts';
import { notAsked } from './not-asked.ts';

export const logRules = [levelAccepted, notAsked] as const;
