import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A step of the workflow in docs/recipes that runs in a shell. */
export interface RecipeStep {
  readonly name: string;
  /** As it stands in the workflow, its indentation taken away. */
  readonly script: string;
}

const RECIPE = join(import.meta.dirname, '../../docs/recipes/github-actions.yml');

/**
 * The shell steps of the workflow, in their order. Reads the little of YAML that the workflow uses.
 *
 * @throws Error where it uses more.
 */
export function recipeSteps(text: string = readFileSync(RECIPE, 'utf8')): readonly RecipeStep[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, indent, rest] = /^(\s+)(?:- )?run:\s*(.*)$/.exec(line) ?? [];
    if (indent === undefined) return [];
    if (rest !== '|')
      throw new Error(`line ${String(index + 1)}: only "run: |" is understood, found: ${line}`);
    const name = nameBefore(lines, index);
    const block = blockAfter(lines, index, indent.length);
    if (name === undefined || block.length === 0)
      throw new Error(`line ${String(index + 1)}: a step without a name or text`);
    return [{ name, script: `${block.join('\n')}\n` }];
  });
}

function nameBefore(lines: readonly string[], index: number): string | undefined {
  for (let at = index; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    const [, name] = /^\s+- name: (.+)$/.exec(line) ?? [];
    if (name !== undefined) return name;
    if (/^\s+- /.test(line)) return undefined;
  }
  return undefined;
}

function blockAfter(lines: readonly string[], index: number, indent: number): readonly string[] {
  const block: string[] = [];
  for (const line of lines.slice(index + 1)) {
    if (line.trim() !== '' && line.search(/\S/) <= indent) break;
    block.push(line);
  }
  while (block.at(-1)?.trim() === '') block.pop();
  const depth = Math.min(...block.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return block.map((line) => line.slice(depth));
}
