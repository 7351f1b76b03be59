import { batch } from './batch.ts';
import { notJsonRpc } from './not-json-rpc.ts';
import { notUtf8 } from './not-utf8.ts';

import { messageSchema } from './schema.ts';

export const messageRules = [batch, notJsonRpc, notUtf8, messageSchema] as const;
