import type { CallToolResult } from '@modelcontextprotocol/server';

/**
 * A finished answer with structured content, and the same as text for clients that read only text.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/tools
 */
export function answer(structured: Record<string, unknown>, meta?: Record<string, unknown>): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(structured) }],
    structuredContent: structured,
    ...(meta !== undefined && { _meta: meta }),
  };
}

/** An answer that says, to the model that called, why the tool could not do it and what to do instead. */
export function refuse(sentence: string): CallToolResult {
  return { content: [{ type: 'text', text: sentence }], isError: true };
}
