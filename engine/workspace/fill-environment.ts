/** Values by name: the process's environment, or what stands in for it. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Filled =
  | { readonly ok: true; readonly value: string }
  | {
      readonly ok: false;
      /** Names that have no value, each once, in order. */ readonly missing: readonly string[];
    };

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * Replaces each `${NAME}` by the variable's value. A variable that is empty counts as missing: CI systems hand
 * out an unset secret as an empty string, and a credential of no characters is never what was meant.
 * Values are not searched for further references. Never throws.
 */
export function fillEnvironment(value: string, env: Environment): Filled {
  const missing = new Set<string>();
  const filled = value.replace(REFERENCE, (_reference, name: string) => {
    const found = env[name];
    if (found === undefined || found === '') missing.add(name);
    return found ?? '';
  });
  return missing.size === 0 ? { ok: true, value: filled } : { ok: false, missing: [...missing] };
}

/** The names that a value refers to, each once, in order. */
export function environmentNames(value: string): string[] {
  return [...new Set(Array.from(value.matchAll(REFERENCE), (match) => match[1] ?? ''))];
}

/** The value with its references taken out: what stands there literally. */
export function withoutReferences(value: string): string {
  return value.replace(REFERENCE, '');
}

/** A `${` that starts no proper reference, as it stands in the value. */
export function brokenReference(value: string): string | undefined {
  return /\$\{[^}]*\}?/.exec(withoutReferences(value))?.[0];
}
