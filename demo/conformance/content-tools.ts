import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { picture, silenceWav } from './samples.ts';

type Content = CallToolResult['content'];

interface ContentFixture {
  readonly name: string;
  readonly description: string;
  readonly content: () => Content;
}

const FIXTURES: readonly ContentFixture[] = [
  {
    name: 'test_simple_text',
    description: 'Answers with one text.',
    content: () => [{ type: 'text', text: 'One plain text, as the conformance suite asks for.' }],
  },
  {
    name: 'test_image_content',
    description: 'Answers with one picture.',
    content: () => [picture()],
  },
  {
    name: 'test_audio_content',
    description: 'Answers with one sound.',
    content: () => [{ type: 'audio', data: silenceWav(), mimeType: 'audio/wav' }],
  },
  {
    name: 'test_embedded_resource',
    description: 'Answers with a resource inside the answer.',
    content: () => [
      resource('test://embedded-resource', 'text/plain', 'A resource that travels inside an answer.'),
    ],
  },
  {
    name: 'test_multiple_content_types',
    description: 'Answers with a text, a picture and a resource.',
    content: () => [
      { type: 'text', text: 'A text, a picture and a resource:' },
      picture(),
      resource('test://mixed-content-resource', 'application/json', JSON.stringify({ mixed: true })),
    ],
  },
];

/**
 * Tools that answer with each kind of content, and one that always fails.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/tools
 */
export function registerContentTools(server: McpServer): void {
  for (const { name, description, content } of FIXTURES) {
    server.registerTool(name, { description, inputSchema: z.object({}) }, () => ({ content: content() }));
  }
  server.registerTool(
    'test_error_handling',
    { description: 'Fails, always.', inputSchema: z.object({}) },
    () => {
      throw new Error('This tool fails on purpose.');
    },
  );
}

function resource(uri: string, mimeType: string, text: string): Content[number] {
  return { type: 'resource', resource: { uri, mimeType, text } };
}
