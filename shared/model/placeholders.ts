/** A text that stands for a secret, in one of the forms that redaction makes. */
export const PLACEHOLDER = /^(?:redacted-(?:[a-z]+-)?\d+(?:-x*)?|~[0-9a-z]+~*|~)$/;

/** Within a longer text only the long forms can be told. */
const WITHIN = /\bredacted-(?:[a-z]+-)?\d+(?:-x+|\b)/g;

/** The placeholders in the texts of a JSON value, each once. */
export function placeholdersIn(value: unknown): string[] {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part === 'string') {
      if (PLACEHOLDER.test(part)) found.add(part);
      else for (const [text] of part.matchAll(WITHIN)) found.add(text);
    } else if (typeof part === 'object' && part !== null)
      for (const inner of Object.values(part)) look(inner);
  };
  look(value);
  return [...found];
}
