/** Why a text is no regular expression: the end of a sentence; undefined where it is one. */
export function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'g');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
