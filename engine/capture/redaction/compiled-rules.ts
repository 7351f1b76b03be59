import type { BuiltInRule, RedactionRules } from '../../../shared/model/redaction.ts';
import { namedHeader, namedParameter, namedSecret, type NamedSecret } from './secret-names.ts';

/** What the name of a value says about it. */
export type Named = NamedSecret | 'kept' | undefined;

/** Where a name stands. */
export type NamePlace = 'header' | 'parameter' | 'member';

/** Rules as the walk asks for them. */
export interface CompiledRules {
  has(rule: BuiltInRule): boolean;
  named(name: string, place: NamePlace): Named;
  /** Whether there is any rule by path. */
  readonly byPath: boolean;
  /** Of a JSON pointer's steps. */
  atPath(steps: readonly string[]): Named;
  readonly patterns: readonly string[];
}

const OWN: NamedSecret = { kind: 'rule' };
/** Names come from strangers: so many are remembered. */
const MOST_REMEMBERED = 20_000;
const BUILT_IN: Readonly<
  Record<NamePlace, { readonly rule: BuiltInRule; readonly named: (name: string) => NamedSecret | undefined }>
> = {
  header: { rule: 'headers', named: namedHeader },
  parameter: { rule: 'queries', named: namedParameter },
  member: { rule: 'bodies', named: namedSecret },
};

export function compileRules(rules: RedactionRules): CompiledRules {
  const off = new Set(rules.off);
  const keys = new Set(rules.keys.map((name) => name.toLowerCase()));
  const keptKeys = new Set(
    rules.keep.filter((name) => !name.startsWith('/')).map((name) => name.toLowerCase()),
  );
  const paths = rules.paths.map(stepsOf);
  const keptPaths = rules.keep.filter((name) => name.startsWith('/')).map(stepsOf);
  const judge = (name: string, place: NamePlace): Named => {
    const lower = name.toLowerCase();
    if (keptKeys.has(lower)) return 'kept';
    if (keys.has(lower)) return OWN;
    const { rule, named } = BUILT_IN[place];
    return off.has(rule) ? undefined : named(name);
  };
  const remembered = {
    header: new Map<string, Named>(),
    parameter: new Map<string, Named>(),
    member: new Map<string, Named>(),
  };
  return {
    has: (rule) => !off.has(rule),
    named(name, place) {
      const memory = remembered[place];
      if (memory.has(name)) return memory.get(name);
      if (memory.size >= MOST_REMEMBERED) memory.clear();
      const named = judge(name, place);
      memory.set(name, named);
      return named;
    },
    byPath: paths.length + keptPaths.length > 0,
    atPath(steps) {
      if (keptPaths.some((path) => leadsTo(path, steps))) return 'kept';
      return paths.some((path) => leadsTo(path, steps)) ? OWN : undefined;
    },
    patterns: rules.patterns,
  };
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether the path names this place or one around it. */
function leadsTo(path: readonly string[], steps: readonly string[]): boolean {
  return path.length <= steps.length && path.every((step, index) => step === '*' || step === steps[index]);
}
