/** How much a finding weighs: a MUST broken, a SHOULD broken, worth knowing. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who is at fault. `none`: nobody is, it is only worth knowing. */
export const SIDES = ['client', 'server', 'none'] as const;
export type Side = (typeof SIDES)[number];

/** One statement by a rule about one exchange. */
export interface Finding {
  /** `stdio.stray-output`: lower-case words, a dot between area and rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly side: Side;
  /** What was expected and what was found: one or two sentences for a person. */
  readonly message: string;
  /** `header:Mcp-Name`, `event:3`, or a JSON pointer into the message; absent where it is about the whole. */
  readonly pointer?: string;
  /** The sentence of the specification. */
  readonly link?: string;
}
