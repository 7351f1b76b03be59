import { fromJsonSchema, type McpServer } from '@modelcontextprotocol/server';
import { sayText } from './ask-client.ts';

/** Keywords of JSON Schema 2020-12 that a server must hand on as they are (SEP-1613, SEP-2106). */
const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};

/** `json_schema_2020_12_tool`: its input schema is not written with zod, which knows no such keywords. */
export function registerSchemaTool(server: McpServer): void {
  server.registerTool(
    'json_schema_2020_12_tool',
    {
      description: 'Takes a contact, by a schema of many keywords.',
      inputSchema: fromJsonSchema<Record<string, unknown>>(SCHEMA),
    },
    (contact) => sayText(JSON.stringify(contact)),
  );
}
