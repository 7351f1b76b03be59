import { placeIn } from '../../../../shared/model/place.ts';
import { messagesOf, samplingsOf, type SamplingMessage } from '../../parts/sampling.ts';
import { brief, page, rule, type Report } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/sampling#tool-use-and-result-balance */
export const toolUseUnanswered = rule({
  id: 'sampling.tool-use-unanswered',
  title: 'Tool use without its result',
  checks: 'A tool use of a sampling request is not followed at once by results for exactly its ids.',
  spares: 'The last message, where nothing follows.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('client/sampling#tool-use-and-result-balance'),
  fix: 'Let a user message with exactly the results of all its tool uses follow each assistant message that has some.',
  check(exchange, report) {
    for (const asked of samplingsOf(exchange)) {
      const messages = messagesOf(asked);
      messages.forEach((message, at) => {
        judge(message, messages[at - 1], messages[at + 1], report);
      });
    }
  },
});

function judge(
  message: SamplingMessage,
  before: SamplingMessage | undefined,
  next: SamplingMessage | undefined,
  report: Report,
): void {
  const uses = usesIn(message);
  // Nothing follows the last one yet.
  if (uses.length > 0 && next) {
    const given = new Set(resultsIn(next));
    const open = uses.filter((id) => !given.has(id));
    if (open.length > 0) {
      report({
        message: `The message after the tool use${open.length === 1 ? '' : 's'} ${open.map((id) => brief(id)).join(', ')} has no result for ${open.length === 1 ? 'it' : 'them'}.`,
        place: next.place,
        expected: `tool results for ${uses.map((id) => brief(id)).join(', ')}`,
        found: given.size === 0 ? 'no tool result' : [...given].map((id) => brief(id)).join(', '),
      });
    }
  }
  const asked = new Set(before ? usesIn(before) : []);
  const strange = resultsIn(message).filter((id) => !asked.has(id));
  if (strange.length === 0) return;
  report({
    message: `The message has a tool result for ${strange.map((id) => brief(id)).join(', ')}, which the message before did not use.`,
    place: placeIn(message.place, 'content'),
    expected: asked.size === 0 ? 'no tool result' : [...asked].map((id) => brief(id)).join(', '),
    found: strange.map((id) => brief(id)).join(', '),
  });
}

/** Ids of the tool uses of an assistant's message. */
function usesIn({ role, blocks }: SamplingMessage): readonly string[] {
  if (role !== 'assistant') return [];
  return blocks.flatMap(({ type, id }) => (type === 'tool_use' && typeof id === 'string' ? [id] : []));
}

/** Ids that the results of a user's message answer. */
function resultsIn({ role, blocks }: SamplingMessage): readonly string[] {
  if (role !== 'user') return [];
  return blocks.flatMap(({ type, toolUseId }) =>
    type === 'tool_result' && typeof toolUseId === 'string' ? [toolUseId] : [],
  );
}
