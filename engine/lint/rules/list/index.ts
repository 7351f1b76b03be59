import { changeNotAnnounced } from './change-not-announced.ts';
import { orderChanges } from './order-changes.ts';
import { varies } from './varies.ts';

export const listRules = [changeNotAnnounced, orderChanges, varies] as const;
