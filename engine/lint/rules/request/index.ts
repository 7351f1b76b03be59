import { fromServer } from './from-server.ts';
import { idReused } from './id-reused.ts';
import { idType } from './id-type.ts';

export const requestRules = [fromServer, idReused, idType] as const;
