/* eslint-disable @typescript-eslint/no-deprecated -- What is deprecated is in this revision still, and judged as long as it is. */
import {
  AnnotationsSchema,
  AudioContentSchema,
  CreateMessageRequestParamsSchema,
  CreateMessageResultWithToolsSchema,
  ElicitRequestFormParamsSchema,
  ElicitRequestURLParamsSchema,
  ElicitResultSchema,
  ImageContentSchema,
  ImplementationSchema,
  LoggingLevelSchema,
  PromptSchema,
  ResourceContentsSchema,
  ResourceLinkSchema,
  ResourceSchema,
  ResourceTemplateSchema,
  RoleSchema,
  TextContentSchema,
  ToolResultContentSchema,
  ToolSchema,
  ToolUseContentSchema,
} from '@modelcontextprotocol/core';
import { z } from 'zod';
import { isJsonObject } from '../../../shared/model/json.ts';
import { META } from '../../../shared/spec/modern.ts';

/**
 * Parts of messages: the SDK's published schemas, which serve both eras, brought to what revision 2026-07-28 says. Where they
 * are stricter (fields of former revisions, the format of lastModified, elicitationId) they are loosened; what has a rule of
 * its own (Base64, URIs, schemas of tools, progress tokens) is left to it.
 * https://modelcontextprotocol.io/specification/2026-07-28/schema
 */

const OBJECT = z.looseObject({});
const META_OBJECT = OBJECT.optional();
const Annotations = AnnotationsSchema.extend({ lastModified: z.string().optional() }).optional();
const content = { annotations: Annotations, _meta: META_OBJECT };

export const Text = TextContentSchema.extend(content);
const Image = ImageContentSchema.extend({ ...content, data: z.string() });
const Audio = AudioContentSchema.extend({ ...content, data: z.string() });
const Link = ResourceLinkSchema.extend(content);
/** What is in it has a rule of its own, content.resource-incomplete. */
const Embedded = z.object({ ...content, type: z.literal('resource'), resource: OBJECT });

export const ContentBlock = z.discriminatedUnion('type', [Text, Image, Audio, Link, Embedded]);
const ToolUse = ToolUseContentSchema.extend({ _meta: META_OBJECT });
const ToolResult = ToolResultContentSchema.extend({ content: z.array(ContentBlock), _meta: META_OBJECT });
const SamplingBlock = z.discriminatedUnion('type', [Text, Image, Audio, ToolUse, ToolResult]);
const SamplingContent = z.union([SamplingBlock, z.array(SamplingBlock)]);

export const Resource = ResourceSchema.extend(content);
export const ResourceTemplate = ResourceTemplateSchema.extend(content);
export const Prompt = PromptSchema.extend({ _meta: META_OBJECT });
export const PromptMessage = z.object({ role: RoleSchema, content: ContentBlock });
export const Contents = ResourceContentsSchema.extend({
  text: z.string().optional(),
  blob: z.string().optional(),
  _meta: META_OBJECT,
}).refine(({ text, blob }) => text !== undefined || blob !== undefined, {
  message: 'has neither text nor blob',
});

/** Whether a schema is a valid one is the business of tool.schema-invalid; it has to be there, and of objects. */
const InputSchema = z.unknown().superRefine((schema, context) => {
  if (schema === undefined) context.addIssue({ code: 'custom', message: 'is missing' });
  if (!isJsonObject(schema) || schema['type'] === 'object') return;
  context.addIssue({ code: 'custom', path: ['type'], message: 'should be "object"' });
});
export const Tool = ToolSchema.extend({
  inputSchema: InputSchema,
  outputSchema: z.unknown().optional(),
  execution: z.unknown().optional(),
  _meta: META_OBJECT,
});

const extensions = z.record(z.string(), OBJECT).optional();
const listChanged = z.boolean().optional();
export const ClientCapabilities = z.looseObject({
  experimental: extensions,
  roots: OBJECT.optional(),
  sampling: z.looseObject({ context: OBJECT.optional(), tools: OBJECT.optional() }).optional(),
  elicitation: z.looseObject({ form: OBJECT.optional(), url: OBJECT.optional() }).optional(),
  extensions,
});
export const ServerCapabilities = z.looseObject({
  experimental: extensions,
  logging: OBJECT.optional(),
  completions: OBJECT.optional(),
  prompts: z.looseObject({ listChanged }).optional(),
  resources: z.looseObject({ listChanged, subscribe: z.boolean().optional() }).optional(),
  tools: z.looseObject({ listChanged }).optional(),
  extensions,
});

/** Whether the required keys are there is the business of meta.required-missing. */
export const RequestMeta = z
  .looseObject({
    [META.protocolVersion]: z.string().optional(),
    [META.clientInfo]: ImplementationSchema.optional(),
    [META.clientCapabilities]: ClientCapabilities.optional(),
    [META.logLevel]: LoggingLevelSchema.optional(),
  })
  .optional();
export const ResultMeta = z.looseObject({ [META.serverInfo]: ImplementationSchema.optional() }).optional();
export const NotificationMeta = META_OBJECT;

const SamplingMessage = z.object({ role: RoleSchema, content: SamplingContent, _meta: META_OBJECT });
const former = { task: z.unknown().optional(), _meta: META_OBJECT };
const InputRequest = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('sampling/createMessage'),
    params: CreateMessageRequestParamsSchema.extend({
      ...former,
      messages: z.array(SamplingMessage),
      metadata: OBJECT.optional(),
      tools: z.array(Tool).optional(),
    }),
  }),
  z.object({ method: z.literal('roots/list'), params: OBJECT.optional() }),
  z.object({
    method: z.literal('elicitation/create'),
    params: z.discriminatedUnion('mode', [
      ElicitRequestFormParamsSchema.extend(former),
      ElicitRequestURLParamsSchema.extend({
        ...former,
        url: z.string(),
        elicitationId: z.unknown().optional(),
      }),
    ]),
  }),
]);
export const InputRequests = z.record(z.string(), InputRequest);

const InputResponse = z.union([
  ElicitResultSchema,
  z.object({
    roots: z.array(z.object({ uri: z.string(), name: z.string().optional(), _meta: META_OBJECT })),
  }),
  CreateMessageResultWithToolsSchema.extend({ content: SamplingContent, _meta: META_OBJECT }),
]);
export const InputResponses = z.record(z.string(), InputResponse);
