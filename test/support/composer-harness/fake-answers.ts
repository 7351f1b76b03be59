import type { Draft, JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { Instance } from '../../../shared/model/instance.ts';

/** What the made-up server answers: HTTP status and JSON-RPC members. */
export interface FakeAnswer {
  readonly status: number;
  readonly message: JsonObject;
}

const meta = (name: string): JsonObject => ({
  'io.modelcontextprotocol/serverInfo': {
    name: 'hopscope-demo',
    title: `Demo shop ${name}`,
    version: '1.0.0',
  },
});

function largeResult(): JsonObject {
  const articles: JsonValue[] = [];
  for (let index = 0; index < 32_000; index += 1) {
    articles.push({
      number: index,
      name: `Article ${String(index)}`,
      price: index / 100,
      tags: ['steel', 'M8', `lot-${String(index % 97)}`],
      stock: { berlin: index % 13, oslo: index % 7 },
    });
  }
  return {
    resultType: 'complete',
    structuredContent: { articles },
    content: [{ type: 'text', text: 'See structuredContent.' }],
  };
}

/** Answers as the demo fleet would, for what the screens show of it. */
export function fakeAnswer(
  draft: Draft,
  instance: Instance,
  headers: readonly string[],
  position: number,
): FakeAnswer {
  if (!headers.includes('mcp-method')) {
    return {
      status: 400,
      message: {
        error: { code: -32020, message: 'The Mcp-Method header is missing.', data: { header: 'Mcp-Method' } },
      },
    };
  }
  const name = draft.params['name'];
  if (draft.method === 'server/discover') {
    return {
      status: 200,
      message: {
        result: {
          resultType: 'complete',
          supportedVersions: ['2026-07-28'],
          capabilities: { tools: {} },
          _meta: meta(instance.name),
        },
      },
    };
  }
  if (name === 'whoami') {
    const structuredContent = {
      instance: instance.name,
      era: 'modern',
      pid: 25_681 + position * 25,
      startedAt: `2026-11-23T12:04:3${String(position)}Z`,
    };
    return {
      status: 200,
      message: {
        result: {
          content: [{ type: 'text', text: `${instance.name} answered in the modern era` }],
          structuredContent,
          resultType: 'complete',
          _meta: meta(instance.name),
        },
      },
    };
  }
  if (name === 'deploy' && !Object.hasOwn(draft.clientCapabilities, 'elicitation')) {
    return {
      status: 400,
      message: {
        error: {
          code: -32021,
          message: 'The client does not declare the capability that deploy needs.',
          data: { requiredCapabilities: { elicitation: { form: {} } } },
        },
      },
    };
  }
  if (name === 'deploy') {
    return {
      status: 200,
      message: {
        result: {
          resultType: 'input_required',
          inputRequests: {
            confirm: {
              method: 'elicitation/create',
              params: { message: 'Deploy to prod?', requestedSchema: { type: 'object' } },
            },
          },
          requestState: 'eyJzaWduZWQiOiJ5ZXMifQ.c2ln',
        },
      },
    };
  }
  if (name === 'large_answer') return { status: 200, message: { result: largeResult() } };
  return {
    status: 200,
    message: {
      result: { content: [{ type: 'text', text: 'done' }], resultType: 'complete', _meta: meta('shop') },
    },
  };
}
