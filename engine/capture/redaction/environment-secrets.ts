import { isWorthHiding, namedSecret } from './secret-names.ts';

/** A shorter one is rather a word. */
const LEAST = 8;

/** Values of variables whose names say that they are secrets. */
export function environmentSecrets(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    const named = namedSecret(name);
    return named && value !== undefined && value.length >= LEAST && isWorthHiding(value, named)
      ? [value]
      : [];
  });
}
