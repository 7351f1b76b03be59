import { messageAfter } from './message-after.ts';
import { serverWrongTarget } from './server-wrong-target.ts';
import { unknownRequest } from './unknown-request.ts';

export const cancelRules = [messageAfter, serverWrongTarget, unknownRequest] as const;
