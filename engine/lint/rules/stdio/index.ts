import { noProbe } from './no-probe.ts';
import { outlivesStdin } from './outlives-stdin.ts';
import { strayInput } from './stray-input.ts';
import { strayOutput } from './stray-output.ts';

export const stdioRules = [strayOutput, strayInput, noProbe, outlivesStdin] as const;
