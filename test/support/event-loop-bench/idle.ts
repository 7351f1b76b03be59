/** A process that does nothing but look how late its own timers are: `node idle.ts SECONDS`. Prints it as JSON, in ms. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const NS_IN_MS = 1e6;
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
setTimeout(
  () => {
    delay.disable();
    const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max];
    process.stdout.write(
      `${JSON.stringify({ p50: p50 / NS_IN_MS, p99: p99 / NS_IN_MS, max: max / NS_IN_MS })}\n`,
    );
  },
  Number(process.argv[2]) * 1000,
);
