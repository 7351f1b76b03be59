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

// Where a value is asked for, SQLite works out both sides of AND and OR, whatever the first one says; of CASE it does not. So
// what is dear stands in one of these.

/** Whether all hold, of conditions that may be null: what comes later is asked only where all before hold. */
export function inTurn(parts: readonly Sql[]): Sql {
  const params = parts.flatMap((part) => part.params);
  return {
    text: parts.reduceRight((inner, { text }) => `CASE WHEN ${text} THEN ${inner} ELSE 0 END`, '1'),
    params,
  };
}

/** Whether one holds, of conditions that may be null: what comes later is asked only where none before holds. */
export function firstOf(parts: readonly Sql[]): Sql {
  const cases = parts.map(({ text }) => ` WHEN ${text} THEN 1`).join('');
  return {
    text: cases === '' ? '0' : `CASE${cases} ELSE 0 END`,
    params: parts.flatMap(({ params }) => params),
  };
}

/** One of the two, and only that. `when` is an expression of ours. */
export function choice(when: string, yes: Sql, no: Sql): Sql {
  return {
    text: `CASE WHEN ${when} THEN ${yes.text} ELSE ${no.text} END`,
    params: [...yes.params, ...no.params],
  };
}
