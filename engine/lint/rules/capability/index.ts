import { answeredUndeclared } from './answered-undeclared.ts';
import { declaredNotServed } from './declared-not-served.ts';
import { notDeclared } from './not-declared.ts';
import { notOfferedUsed } from './not-offered-used.ts';

export const capabilityRules = [answeredUndeclared, declaredNotServed, notDeclared, notOfferedUsed] as const;
