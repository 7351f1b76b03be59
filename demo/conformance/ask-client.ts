import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  type CallToolResult,
  type InputRequiredResult,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

/**
 * The requests to a client that the fixtures make, in the form of the modern era. In the legacy era the SDK sends each
 * as a request of its own and calls the tool again with the answer.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */

type InputRequest = NonNullable<InputRequiredResult['inputRequests']>[string];

export const namedAnswer = z.object({ name: z.string() });
export const confirmation = z.object({ ok: z.boolean() });

export function askName(message: string): InputRequest {
  return inputRequired.elicit({ message, requestedSchema: namedAnswer });
}

export function askConfirmation(message: string): InputRequest {
  return inputRequired.elicit({ message, requestedSchema: confirmation });
}

/** Asks for `confirm`, as the scenarios on tasks answer it. */
export function askConfirmed(message: string): InputRequest {
  return inputRequired.elicit({ message, requestedSchema: z.object({ confirm: z.boolean() }) });
}

export function askModel(question: string): InputRequest {
  return inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: question } }],
    maxTokens: 100,
  });
}

/** The names of what the client declared for this request (modern era); none in a legacy session. */
export function declaredCapabilities(ctx: ServerContext): ReadonlySet<string> {
  // The SDK types the envelope as an object without members.
  const declared: unknown = Reflect.get(ctx.mcpReq.envelope ?? {}, CLIENT_CAPABILITIES_META_KEY);
  return new Set(typeof declared === 'object' && declared !== null ? Object.keys(declared) : []);
}

export function sayText(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}
