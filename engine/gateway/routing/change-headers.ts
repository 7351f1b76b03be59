import type { FaultAction } from '../../../shared/model/gateway.ts';
import type { HeaderList, HeaderPair } from '../../../shared/model/headers.ts';

type HeaderFault = Extract<FaultAction, { kind: 'header' }>;

/** The headers after the faults of one side, places and case of the others kept. Pure. */
export function changeHeaders(
  headers: HeaderList,
  faults: readonly FaultAction[],
  side: HeaderFault['side'],
): HeaderList {
  let changed = headers;
  for (const fault of faults)
    if (fault.kind === 'header' && fault.side === side) changed = apply(changed, fault);
  return changed;
}

function apply(headers: HeaderList, { op, name, value = '' }: HeaderFault): HeaderList {
  const wanted = name.toLowerCase();
  const isIt = ([key]: HeaderPair): boolean => key.toLowerCase() === wanted;
  switch (op) {
    case 'strip':
      return headers.filter((pair) => !isIt(pair));
    case 'change':
      return headers.map((pair) => (isIt(pair) ? [pair[0], value] : pair));
    case 'recase':
      return headers.map((pair) => (isIt(pair) ? [name, pair[1]] : pair));
    case 'add':
      return [...headers, [name, value]];
  }
}
