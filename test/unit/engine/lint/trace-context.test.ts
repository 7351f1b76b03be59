import { expect, it } from 'vitest';
import { malformedTrace, type TRACE_KEYS } from '../../../../engine/lint/trace-context.ts';

type Key = (typeof TRACE_KEYS)[number];
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = '00f067aa0ba902b7';

it.each<[Key, string]>([
  ['traceparent', `00-${TRACE}-${PARENT}-01`],
  ['traceparent', `cc-${TRACE}-${PARENT}-01-what-the-future-will-be-like`],
  ['tracestate', 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'],
  ['tracestate', 'tenant@vendor=a b , , x/y*z-1_2=!'],
  ['tracestate', ''],
  ['baggage', 'key1=value1;property1;property2, key2 = value2, key3=%20;p=v=w'],
  ['baggage', 'a=b=c'],
])('takes %s: %s', (key, value) => {
  expect(malformedTrace(key, value)).toBeUndefined();
});

it.each<[Key, unknown]>([
  ['traceparent', 7],
  ['traceparent', ''],
  ['traceparent', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
  ['traceparent', `00-${TRACE}-${PARENT}-01-more`],
  ['traceparent', `ff-${TRACE}-${PARENT}-01`],
  ['traceparent', `00-${'0'.repeat(32)}-${PARENT}-01`],
  ['traceparent', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['tracestate', 'novalue'],
  ['tracestate', 'Upper=1'],
  ['tracestate', 'a=1=2'],
  ['tracestate', Array.from({ length: 33 }, (_one, at) => `k${String(at)}=v`).join(',')],
  ['baggage', 'novalue'],
  ['baggage', 'a=with space'],
  ['baggage', 'a b=c'],
  ['baggage', 'a=b;bad property'],
  ['baggage', null],
])('does not take %s: %j', (key, value) => {
  expect(malformedTrace(key, value)).toEqual(expect.any(String));
});
