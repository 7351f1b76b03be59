import type { K6World } from './k6.ts';

// As https://grafana.com/docs/k6/latest/javascript-api/k6/ has them.

/** Runs each check, records it, and answers whether all passed. */
export function check(
  value: unknown,
  checks: Readonly<Record<string, (value: unknown) => unknown>>,
): boolean {
  const { k6World } = globalThis as unknown as { readonly k6World: K6World };
  let all = true;
  for (const [name, test] of Object.entries(checks)) {
    const passed = Boolean(test(value));
    k6World.checks.push({ name, passed });
    all &&= passed;
  }
  return all;
}

/** Waits; seconds. */
export function sleep(seconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1_000);
}
