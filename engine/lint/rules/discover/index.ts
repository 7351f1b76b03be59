import { notImplemented } from './not-implemented.ts';

export const discoverRules = [notImplemented] as const;
