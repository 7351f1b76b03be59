import { duplicateKey } from './duplicate-key.ts';
import { empty } from './empty.ts';
import { notAskedAgain } from './not-asked-again.ts';
import { onWrongRequest } from './on-wrong-request.ts';
import { undeclaredCapability } from './undeclared-capability.ts';
import { unknownKind } from './unknown-kind.ts';

export const inputRules = [
  duplicateKey,
  empty,
  notAskedAgain,
  onWrongRequest,
  undeclaredCapability,
  unknownKind,
] as const;
