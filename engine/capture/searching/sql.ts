/** A condition that is 0 or 1, never null; values from outside are in `params` only. */
export interface Sql {
  readonly text: string;
  readonly params: readonly (string | number)[];
}

const joined = (parts: readonly Sql[], word: string, none: string): Sql => {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  if (!only) return { text: none, params: [] };
  return {
    text: `(${parts.map(({ text }) => text).join(word)})`,
    params: parts.flatMap(({ params }) => params),
  };
};

export function allOf(parts: readonly Sql[]): Sql {
  return joined(parts, ' AND ', '1');
}

export function anyOf(parts: readonly Sql[]): Sql {
  return joined(parts, ' OR ', '0');
}

export function notOf({ text, params }: Sql): Sql {
  return { text: `NOT (${text})`, params };
}

/** A condition without values from outside. */
export function fixed(text: string): Sql {
  return { text, params: [] };
}
