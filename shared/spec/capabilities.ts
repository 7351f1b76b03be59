/** A capability of the core protocol, or a flag of one. */
export interface CapabilityInfo {
  /** As it stands in the capabilities object; a flag with its capability before it: `tools.listChanged`. */
  readonly id: string;
  readonly kind: 'client-capability' | 'server-capability';
  /** A sentence. */
  readonly explanation: string;
  readonly link: string;
  readonly deprecated?: boolean;
}

const MODERN = 'https://modelcontextprotocol.io/specification/2026-07-28';
const LEGACY = 'https://modelcontextprotocol.io/specification/2025-11-25';

const client = (id: string, explanation: string, link: string, deprecated?: true): CapabilityInfo => ({
  id,
  kind: 'client-capability',
  explanation,
  link,
  ...(deprecated && { deprecated }),
});
const server = (id: string, explanation: string, link: string, deprecated?: true): CapabilityInfo => ({
  ...client(id, explanation, link, deprecated),
  kind: 'server-capability',
});

/**
 * Capabilities of 2026-07-28, and those that only earlier revisions have, in the order in which they are shown.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/schema#clientcapabilities,
 * https://modelcontextprotocol.io/specification/2026-07-28/schema#servercapabilities,
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#capability-negotiation
 */
export const CAPABILITIES: readonly CapabilityInfo[] = [
  client(
    'elicitation',
    'The server may ask the user for something.',
    `${MODERN}/client/elicitation#capabilities`,
  ),
  client('elicitation.form', 'It may ask by a form.', `${MODERN}/client/elicitation#capabilities`),
  client(
    'elicitation.url',
    'It may send the user to an address.',
    `${MODERN}/client/elicitation#capabilities`,
  ),
  client(
    'sampling',
    'The server may have the client’s model write something.',
    `${MODERN}/client/sampling`,
    true,
  ),
  client(
    'sampling.tools',
    'The model may use tools while it does.',
    `${MODERN}/client/sampling#capabilities`,
    true,
  ),
  client(
    'sampling.context',
    'The client may add context of its servers to the prompt.',
    `${MODERN}/client/sampling#capabilities`,
    true,
  ),
  client('roots', 'The server may ask which folders it should work in.', `${MODERN}/client/roots`, true),
  client(
    'roots.listChanged',
    'The client tells when its roots change; only before 2026-07-28.',
    `${LEGACY}/client/roots#capabilities`,
    true,
  ),
  client(
    'tasks',
    'The server’s own requests may become tasks: the experiment of 2025-11-25.',
    `${LEGACY}/basic/utilities/tasks#capabilities`,
    true,
  ),
  server('tools', 'The server has tools to call.', `${MODERN}/server/tools#capabilities`),
  server('tools.listChanged', 'It tells when its tools change.', `${MODERN}/server/tools#capabilities`),
  server('resources', 'The server has resources to read.', `${MODERN}/server/resources#capabilities`),
  server(
    'resources.subscribe',
    'It tells when one of them changes.',
    `${MODERN}/server/resources#capabilities`,
  ),
  server(
    'resources.listChanged',
    'It tells when its list changes.',
    `${MODERN}/server/resources#capabilities`,
  ),
  server('prompts', 'The server has prompts to fill in.', `${MODERN}/server/prompts#capabilities`),
  server('prompts.listChanged', 'It tells when its prompts change.', `${MODERN}/server/prompts#capabilities`),
  server(
    'completions',
    'The server proposes values for arguments.',
    `${MODERN}/server/utilities/completion#capabilities`,
  ),
  server(
    'logging',
    'The server sends log messages to the client.',
    `${MODERN}/server/utilities/logging#capabilities`,
    true,
  ),
  server(
    'tasks',
    'Requests may become tasks: the experiment of 2025-11-25, now an extension.',
    `${LEGACY}/basic/utilities/tasks#capabilities`,
    true,
  ),
];
