import { contrast } from './palette.ts';

/** How one instance looks everywhere: in lists, badges, charts. */
export interface InstanceIdentity {
  /** A to Z by position, then AA, AB... */
  readonly letter: string;
  /** Fill, `#rrggbb`. */
  readonly colour: string;
  /** Colour of the letter on that fill. */
  readonly ink: string;
  /** From the ninth instance on the colours come again, striped. */
  readonly striped: boolean;
}

/**
 * Colours that colour-blind people can tell apart, by M. Okabe and K. Ito (https://jfly.uni-koeln.de/color/),
 * with a grey in place of their black, which would vanish on the dark scheme.
 */
export const OKABE_ITO = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#999999',
] as const;

function letterOf(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : letterOf(Math.floor(position / 26) - 1) + last;
}

/**
 * Letter and colour from the instance's position in the workspace (0 is the first).
 * Negative positions are a fault of the caller and throw.
 */
export function instanceIdentity(position: number): InstanceIdentity {
  if (!Number.isInteger(position) || position < 0) throw new RangeError(`no instance stands at ${position}`);
  const colour = OKABE_ITO[position % OKABE_ITO.length] ?? OKABE_ITO[0];
  return {
    letter: letterOf(position),
    colour,
    ink: contrast('#000000', colour) >= contrast('#ffffff', colour) ? '#000000' : '#ffffff',
    striped: position >= OKABE_ITO.length,
  };
}

/** Identities of a workspace's instances by id. */
export function identitiesOf(
  instances: readonly { readonly id: string }[],
): ReadonlyMap<string, InstanceIdentity> {
  return new Map(instances.map((instance, position) => [instance.id, instanceIdentity(position)]));
}
