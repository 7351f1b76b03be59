import { codeLegacyRange } from './code-legacy-range.ts';
import { codeMisused } from './code-misused.ts';
import { codeNotStandard } from './code-not-standard.ts';
import { codeReservedByJsonRpc } from './code-reserved-by-json-rpc.ts';
import { codeRetired } from './code-retired.ts';
import { codeUndefined } from './code-undefined.ts';
import { messageLong } from './message-long.ts';
import { noJsonRpcBody } from './no-json-rpc-body.ts';
import { requiredCapabilities } from './required-capabilities.ts';
import { errorShape } from './shape.ts';
import { errorStatus } from './status.ts';

export const errorRules = [
  codeLegacyRange,
  codeMisused,
  codeNotStandard,
  codeReservedByJsonRpc,
  codeRetired,
  codeUndefined,
  messageLong,
  noJsonRpcBody,
  requiredCapabilities,
  errorShape,
  errorStatus,
] as const;
