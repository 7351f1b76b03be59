import { relayAll } from './exchange-bench.ts';

// Answers that are handed on come over connections and through a parser of our own: see relayed-attempt.ts. Everything
// that the tests of the transport ask must hold there, too.

relayAll();
await import('./exact-bytes.test.ts');
await import('./content-coding.test.ts');
await import('./failures.test.ts');
await import('./keep-alive.test.ts');
await import('./proxy.test.ts');
await import('./tls.test.ts');
