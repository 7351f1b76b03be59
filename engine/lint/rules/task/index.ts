import { ackNotEmpty } from './ack-not-empty.ts';
import { ackResultType } from './ack-result-type.ts';
import { answerNotOpen } from './answer-not-open.ts';
import { cancelledByNotification } from './cancelled-by-notification.ts';
import { errorMissing } from './error-missing.ts';
import { extraRefused } from './extra-refused.ts';
import { failedMessage } from './failed-message.ts';
import { failedMisused } from './failed-misused.ts';
import { getResultType } from './get-result-type.ts';
import { goneEarly } from './gone-early.ts';
import { guessableId } from './guessable-id.ts';
import { handedEarly } from './handed-early.ts';
import { inlinedResultType } from './inlined-result-type.ts';
import { keyChanged } from './key-changed.ts';
import { keyReused } from './key-reused.ts';
import { listenUndeclared } from './listen-undeclared.ts';
import { nameHeader } from './name-header.ts';
import { otherId } from './other-id.ts';
import { pastTtl } from './past-ttl.ts';
import { polledEarly } from './polled-early.ts';
import { resultChanged } from './result-changed.ts';
import { resultMissing } from './result-missing.ts';
import { resultShape } from './result-shape.ts';
import { resultType } from './result-type.ts';
import { resultTypeElsewhere } from './result-type-elsewhere.ts';
import { taskInputMissing } from './input-missing.ts';
import { terminalLeft } from './terminal-left.ts';
import { undeclared } from './undeclared.ts';
import { undeclaredServed } from './undeclared-served.ts';
import { unknownAccepted } from './unknown-accepted.ts';
import { unknownCode } from './unknown-code.ts';
import { unknownElsewhere } from './unknown-elsewhere.ts';
import { unsupportedFollowed } from './unsupported-followed.ts';
import { updatedBack } from './updated-back.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md */
export const taskRules = [
  ackNotEmpty,
  ackResultType,
  answerNotOpen,
  cancelledByNotification,
  errorMissing,
  extraRefused,
  failedMessage,
  failedMisused,
  getResultType,
  goneEarly,
  guessableId,
  handedEarly,
  taskInputMissing,
  inlinedResultType,
  keyChanged,
  keyReused,
  listenUndeclared,
  nameHeader,
  otherId,
  pastTtl,
  polledEarly,
  resultChanged,
  resultMissing,
  resultShape,
  resultType,
  resultTypeElsewhere,
  terminalLeft,
  undeclared,
  undeclaredServed,
  unknownAccepted,
  unknownCode,
  unknownElsewhere,
  unsupportedFollowed,
  updatedBack,
] as const;
