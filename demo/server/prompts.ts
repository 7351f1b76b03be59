import { completable, type GetPromptResult, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { CATEGORIES, completeSku, findProduct, PRODUCTS } from './catalogue.ts';

const TONES = ['friendly', 'factual', 'playful'] as const;

const describeArguments = z.object({
  sku: completable(z.string().describe('The product'), (typed) => completeSku(typed)),
  // Optional around completable, not within: the SDK looks for the completion inside the optional.
  tone: completable(z.string().describe('How it should sound'), (typed) =>
    beginningWith(TONES, typed),
  ).optional(),
});

const compareArguments = z.object({
  first: completable(z.string().describe('A product'), (typed) => completeSku(typed)),
  // Only products of the first one's category are worth comparing with it.
  second: completable(z.string().describe('Another product of the same category'), (typed, context) =>
    completeSku(typed, productsBeside(context?.arguments?.['first'])),
  ),
});

const giftArguments = z.object({
  category: completable(z.string().describe('A category of the catalogue'), (typed) =>
    beginningWith(CATEGORIES, typed),
  ),
});

/**
 * Prompts whose arguments can be completed, one of them depending on what was chosen before.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/server/prompts,
 * https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/completion
 */
export function registerPrompts(server: McpServer): void {
  server.registerPrompt(
    'describe_product',
    {
      title: 'Describe a product',
      description: 'Asks for a short text about one product.',
      argsSchema: describeArguments,
    },
    ({ sku, tone }) => ask(`Describe ${nameOf(sku)} in three ${tone ?? TONES[0]} sentences.`),
  );
  server.registerPrompt(
    'compare_products',
    {
      title: 'Compare two products',
      description: 'Asks for the differences between two products of one category.',
      argsSchema: compareArguments,
    },
    ({ first, second }) => ask(`Compare ${nameOf(first)} with ${nameOf(second)}.`),
  );
  server.registerPrompt(
    'suggest_gift',
    {
      title: 'Suggest a gift',
      description: 'Asks for a gift from one category.',
      argsSchema: giftArguments,
    },
    ({ category }) => ask(`Suggest one gift from our category ${category}, and say why.`),
  );
}

function ask(text: string): GetPromptResult {
  return { messages: [{ role: 'user', content: { type: 'text', text } }] };
}

function nameOf(sku: string): string {
  const product = findProduct(sku);
  return product === undefined ? sku : `${product.name} (${product.sku})`;
}

function productsBeside(sku: string | undefined): typeof PRODUCTS {
  const chosen = sku === undefined ? undefined : findProduct(sku);
  if (chosen === undefined) return PRODUCTS;
  return PRODUCTS.filter((product) => product.category === chosen.category && product.sku !== chosen.sku);
}

function beginningWith(values: readonly string[], typed: string): string[] {
  const prefix = typed.toLowerCase();
  return values.filter((value) => value.startsWith(prefix));
}
