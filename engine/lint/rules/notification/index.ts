import { answered } from './answered.ts';
import { hasId } from './has-id.ts';

export const notificationRules = [answered, hasId] as const;
