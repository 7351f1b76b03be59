import type { HeaderTamper } from '../../../shared/model/draft.ts';
import type { ValueOrigin } from '../../../shared/model/exchange.ts';
import { isHeaderName, isHeaderValue } from '../../../shared/model/header-syntax.ts';
import type { HeaderList, HeaderPair } from '../../../shared/model/headers.ts';

/** Headers after tampering, what was done to which, and what cannot leave like this (sentences). */
export interface TamperedHeaders {
  readonly headers: HeaderPair[];
  readonly origins: ValueOrigin[];
  readonly problems: string[];
}

function applyOne(headers: HeaderPair[], tamper: HeaderTamper): { headers: HeaderPair[]; done: string } {
  const is = ([name]: HeaderPair): boolean => name.toLowerCase() === tamper.name.toLowerCase();
  const value = tamper.value ?? '';
  if (tamper.op === 'drop') return { headers: headers.filter((pair) => !is(pair)), done: 'you dropped it' };
  if (tamper.op === 'add') return { headers: [...headers, [tamper.name, value]], done: 'you added it' };
  if (tamper.op === 'duplicate') {
    return {
      headers: headers.flatMap((pair) => (is(pair) ? [pair, [pair[0], tamper.value ?? pair[1]]] : [pair])),
      done: 'you duplicated it',
    };
  }
  if (!headers.some(is)) return { headers: [...headers, [tamper.name, value]], done: 'you added it' };
  return {
    headers: headers.map((pair) => (is(pair) ? [tamper.name, value] : pair)),
    done: 'you changed it',
  };
}

/** Applies the changes in order. Never refuses: what cannot leave is named in `problems`. */
export function tamperHeaders(headers: HeaderList, tampers: readonly HeaderTamper[]): TamperedHeaders {
  let current: HeaderPair[] = [...headers];
  const origins = new Map<string, ValueOrigin>();
  for (const tamper of tampers) {
    const { headers: next, done } = applyOne(current, tamper);
    current = next;
    origins.set(tamper.name.toLowerCase(), {
      target: `header:${tamper.name}`,
      origin: done,
      kind: 'tampered',
    });
  }
  const problems = current.flatMap(([name, value]) => {
    if (!isHeaderName(name)) return [`Header name ${JSON.stringify(name)} cannot be sent over HTTP.`];
    if (!isHeaderValue(value)) {
      return [
        `The value of ${name} holds characters that cannot be sent over HTTP: ${JSON.stringify(value)}.`,
      ];
    }
    return [];
  });
  return { headers: current, origins: [...origins.values()], problems };
}
