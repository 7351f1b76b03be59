import { afterEnd } from './after-end.ts';
import { notRising } from './not-rising.ts';
import { tokenReused } from './token-reused.ts';
import { tokenType } from './token-type.ts';
import { unknownToken } from './unknown-token.ts';

export const progressRules = [afterEnd, notRising, tokenReused, tokenType, unknownToken] as const;
