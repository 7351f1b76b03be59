import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const STATE_DIRECTORY = fileURLToPath(new URL('../node_modules/.cache/hopscope-test-state', import.meta.url));

/** `unit` is pure or in-process; `integration` starts real servers and processes on loopback. */
export default defineConfig({
  root,
  test: {
    // What belongs to a user and not to a workspace (allowed commands, recent recordings, secrets) is never the developer's own.
    env: { HOPSCOPE_STATE_DIR: STATE_DIRECTORY, HOPSCOPE_SECRETS: 'session' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/spec/**/*.test.ts'],
          // Most of their time was spent on importing the same modules again for each of some hundred files.
          isolate: false,
          // The longest take 2 s; a busy machine must not make failures of them.
          testTimeout: 30_000,
          // As many as a small machine has cores; Vitest would leave one of them idle.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // They wait for processes and sockets more than they compute.
          maxWorkers: 2,
        },
      },
    ],
  },
});
