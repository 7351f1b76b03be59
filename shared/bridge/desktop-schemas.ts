import * as z from 'zod';
import { CATALOGUE, type MainCommandId } from '../commands/catalogue.ts';
import type { DesktopCallName, DesktopCalls } from './desktop.ts';
import type { Result } from './result.ts';
import type { Proof, SameShape } from './same-shape.ts';
import { id, name } from './schema-parts.ts';

const MAIN_COMMANDS = CATALOGUE.flatMap((info) => ('by' in info ? [info.id] : []));
/** More commands than the catalogue has, with room for recent captures. */
const MOST_COMMANDS = 500;

const DESKTOP_SCHEMAS = {
  'page.ready': z.null(),
  'dialog.open': z.null(),
  'dialog.save': z.object({ name }),
  'menu.offer': z.object({
    commands: z
      .array(z.object({ id, checked: z.boolean().exactOptional() }))
      .max(MOST_COMMANDS, { abort: true }),
  }),
  'command.run': z.object({ id: z.enum<readonly MainCommandId[]>(MAIN_COMMANDS) }),
  'settings.get': z.null(),
  'settings.save': z.object({ notifications: z.boolean(), updates: z.boolean() }),
} satisfies { [C in DesktopCallName]: z.ZodType<DesktopCalls[C]['in']> };

type Mismatch = {
  [C in DesktopCallName]: SameShape<z.output<(typeof DESKTOP_SCHEMAS)[C]>, DesktopCalls[C]['in']> extends true
    ? never
    : C;
}[DesktopCallName];

/** Does not compile when a schema says anything else than `DesktopCalls[C]['in']`. */
export type DesktopSchemasMatch = Proof<[Mismatch] extends [never] ? true : Mismatch>;

/** Who carries the calls out; `C` is known where it is asked. */
export type DesktopHandlers<Caller> = {
  readonly [C in DesktopCallName]: (
    input: DesktopCalls[C]['in'],
    caller: Caller,
  ) => DesktopCalls[C]['out'] | Promise<DesktopCalls[C]['out']>;
};

/** Checks what arrived and carries it out. Never rejects; `onBug` gets what was thrown. */
export async function answerDesktopCall<Caller>(
  handlers: DesktopHandlers<Caller>,
  caller: Caller,
  call: unknown,
  input: unknown,
  onBug: (where: string, thrown: unknown) => void,
): Promise<Result<unknown>> {
  if (typeof call !== 'string' || !isCall(call)) return badInput('There is no such call of the desktop.');
  const checked = (DESKTOP_SCHEMAS[call] as z.ZodType).safeParse(input);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const path = ['input', ...(issue?.path ?? []).map(String)].join('.');
    return badInput(`${call} was not run: ${path}: ${issue?.message ?? 'not what it takes'}.`);
  }
  try {
    // Its schema has just said that this is the call's input.
    const handle = handlers[call] as (known: unknown, caller: Caller) => unknown;
    return { ok: true, value: await handle(checked.data, caller) };
  } catch (thrown) {
    onBug(call, thrown);
    return {
      ok: false,
      error: {
        code: 'INTERNAL',
        message: `${call} failed because of a fault in Hopscope; what is known of it is in the log.`,
      },
    };
  }
}

function isCall(name: string): name is DesktopCallName {
  return Object.hasOwn(DESKTOP_SCHEMAS, name);
}

function badInput(message: string): Result<never> {
  return { ok: false, error: { code: 'BAD_INPUT', message } };
}
