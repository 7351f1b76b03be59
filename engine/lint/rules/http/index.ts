import { contentType } from './content-type.ts';
import { noPost } from './no-post.ts';
import { notPost } from './not-post.ts';
import { notificationStatus } from './notification-status.ts';
import { originAccepted } from './origin-accepted.ts';

export const httpRules = [noPost, notPost, originAccepted, contentType, notificationStatus] as const;
