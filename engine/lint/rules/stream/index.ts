import { abruptEnd } from './abrupt-end.ts';
import { notAcknowledgedFirst } from './not-acknowledged-first.ts';
import { notificationWrongStream } from './notification-wrong-stream.ts';
import { openAfterResponse } from './open-after-response.ts';
import { unrequestedNotification } from './unrequested-notification.ts';

export const streamRules = [
  notificationWrongStream,
  openAfterResponse,
  unrequestedNotification,
  notAcknowledgedFirst,
  abruptEnd,
] as const;
