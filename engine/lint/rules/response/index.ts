import { fromClient } from './from-client.ts';
import { idMismatch } from './id-mismatch.ts';
import { resultOrError } from './result-or-error.ts';

export const responseRules = [fromClient, idMismatch, resultOrError] as const;
