import { duplicateKey } from './duplicate-key.ts';
import { empty } from './empty.ts';
import { onWrongRequest } from './on-wrong-request.ts';
import { undeclaredCapability } from './undeclared-capability.ts';
import { unknownKind } from './unknown-kind.ts';

export const inputRules = [duplicateKey, empty, onWrongRequest, undeclaredCapability, unknownKind] as const;
