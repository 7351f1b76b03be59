import { callsInvalidTool } from './calls-invalid-tool.ts';

export const clientRules = [callsInvalidTool] as const;
