import { cursorInvented } from './cursor-invented.ts';
import { cursorRefused } from './cursor-refused.ts';
import { invalidCursorCode } from './invalid-cursor-code.ts';

export const pageRules = [cursorInvented, cursorRefused, invalidCursorCode] as const;
