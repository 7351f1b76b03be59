/** `line 3, column 7`: where the value at a path stands, or the nearest one around it that is there. */
export type Places = (path: readonly PropertyKey[]) => string;

interface Open {
  readonly path: readonly PropertyKey[];
  readonly isObject: boolean;
  /** The step to the value that comes next; undefined in front of its name. */
  step: PropertyKey | undefined;
}

/** A string, a mark, or a number or word. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Finds the place of each value of a JSON text that has no fault. Pure. */
export function placesOf(text: string): Places {
  const starts = new Map<string, number>();
  const open: Open[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const around = open.at(-1);
    if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      if (around) around.step = around.isObject ? undefined : Number(around.step) + 1;
    } else if (around?.isObject === true && around.step === undefined) {
      around.step = JSON.parse(token) as string;
    } else if (token !== ':') {
      const path = around ? [...around.path, around.step ?? 0] : [];
      starts.set(keyOf(path), index);
      if (token === '{') open.push({ path, isObject: true, step: undefined });
      else if (token === '[') open.push({ path, isObject: false, step: 0 });
    }
  }
  return (path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const start = starts.get(keyOf(path.slice(0, length)));
      if (start !== undefined) return placeOf(text.slice(0, start));
    }
    return 'line 1, column 1';
  };
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

/** `before` is all text in front of it. */
function placeOf(before: string): string {
  const line = before.split('\n').length;
  return `line ${String(line)}, column ${String(before.length - before.lastIndexOf('\n'))}`;
}
