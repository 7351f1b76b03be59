import { fallbackOnModernError } from './fallback-on-modern-error.ts';
import { getDeleteStatus } from './get-delete-status.ts';
import { initializeError } from './initialize-error.ts';
import { sessionId } from './session-id.ts';

export const legacyRules = [fallbackOnModernError, initializeError, getDeleteStatus, sessionId] as const;
