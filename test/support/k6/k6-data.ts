/**
 * Called with `new`: https://grafana.com/docs/k6/latest/javascript-api/k6-data/sharedarray/. Nobody may change what is in it.
 */
export function SharedArray(_name: string, make: () => unknown[]): unknown {
  return deepFrozen(make());
}

function deepFrozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) deepFrozen(member);
  return Object.freeze(value);
}
