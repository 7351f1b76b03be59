import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { makeDay } from './day-traffic.ts';

// Writes a capture of a day's traffic, always the same: node test/support/scale-bench/make-day.ts FILE [EXCHANGES] [BODY_BYTES]

const [path = '', exchanges = '100000', bodyBytes = '2400'] = process.argv.slice(2);
if (path === '') throw new Error('Which file?');
const began = performance.now();
makeDay({ path, exchanges: Number(exchanges), bodyBytes: Number(bodyBytes) });
const { user, system } = process.cpuUsage();
console.log(
  `${Number(exchanges).toLocaleString('en')} exchanges, ${(statSync(path).size / 1e6).toFixed(0)} MB, ` +
    `in ${((performance.now() - began) / 1_000).toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s)`,
);
