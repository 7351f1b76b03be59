import { z } from 'zod';
import { finished, type Work, type WorkKind } from '../tasks/work.ts';
import { askConfirmed, askName } from './ask-client.ts';

/** The work behind the tools that the suite's scenarios on tasks call. */

export const computeInput = z.object({
  seconds: z.number().min(0).max(3_600).default(1).describe('How long it takes'),
  label: z.string().max(200).default('the answer').describe('What is computed'),
});
export const deleteInput = z.object({
  filename: z.string().min(1).max(200).default('notes.txt').describe('What is to be deleted; nothing is'),
});
const greetedInput = z.object({ name: z.string() });

// The suite asks every 200 ms, whatever it is told.
const POLL_MS = 200;
const CONFIRM_KEY = 'confirmation';

const confirmed = z.object({ action: z.literal('accept'), content: z.object({ confirm: z.literal(true) }) });

export const SLOW_COMPUTE: WorkKind = {
  pollIntervalMs: POLL_MS,
  *begin(input): Work {
    const { seconds, label } = computeInput.parse(input);
    if (seconds > 0) yield { kind: 'busy', forMs: Math.round(seconds * 1_000), message: 'Computing.' };
    return finished(`Computed ${label} in ${String(seconds)} s.`);
  },
};

export const FAILING_JOB: WorkKind = {
  pollIntervalMs: POLL_MS,
  *begin(): Work {
    yield { kind: 'busy', forMs: 1_000, message: 'Trying.' };
    return finished('The job failed, as it always does.', { isError: true });
  },
};

export const PROTOCOL_ERROR_JOB: WorkKind = {
  pollIntervalMs: POLL_MS,
  *begin(): Work {
    yield { kind: 'busy', forMs: 300, message: 'Trying.' };
    return { kind: 'error', code: -32_603, message: 'The job broke, as it always does.' };
  },
};

export const CONFIRM_DELETE: WorkKind = {
  pollIntervalMs: POLL_MS,
  *begin(input): Work {
    const { filename } = deleteInput.parse(input);
    const answers = yield {
      kind: 'ask',
      questions: { [CONFIRM_KEY]: askConfirmed(`Delete ${filename}?`) },
      message: 'Waiting for a confirmation.',
    };
    const yes = confirmed.safeParse(answers[CONFIRM_KEY]).success;
    return finished(yes ? `Deleted ${filename}.` : `Kept ${filename}.`);
  },
};

export const MULTI_INPUT: WorkKind = {
  pollIntervalMs: POLL_MS,
  *begin(): Work {
    const questions = { name: askName('What is your name?'), confirmation: askConfirmed('Go on?') };
    const answers = yield { kind: 'ask', questions, message: 'Waiting for two answers.' };
    return finished(`Answered: ${Object.keys(answers).sort().join(', ')}.`);
  },
};

export const GREET_LATER: WorkKind = {
  pollIntervalMs: POLL_MS,
  *begin(input): Work {
    const { name } = greetedInput.parse(input);
    yield { kind: 'busy', forMs: 300, message: 'Thinking of something to say.' };
    return finished(`Hello, ${name}!`);
  },
};
