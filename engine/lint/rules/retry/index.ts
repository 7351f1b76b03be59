import { foreignInput } from './foreign-input.ts';
import { retryIdReused } from './id-reused.ts';
import { inputMissing } from './input-missing.ts';
import { stateChanged } from './state-changed.ts';
import { stateInvented } from './state-invented.ts';

export const retryRules = [foreignInput, inputMissing, retryIdReused, stateChanged, stateInvented] as const;
