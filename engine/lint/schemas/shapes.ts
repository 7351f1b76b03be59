/* eslint-disable @typescript-eslint/no-deprecated -- What is deprecated is in this revision still, and judged as long as it is. */
import {
  CompleteRequestParamsSchema,
  CompleteResultSchema,
  DiscoverResultSchema,
  GetPromptRequestParamsSchema,
  LoggingMessageNotificationParamsSchema,
  PaginatedRequestParamsSchema,
  PaginatedResultSchema,
  ProgressNotificationParamsSchema,
  PromptReferenceSchema,
  RequestIdSchema,
  ResourceTemplateReferenceSchema,
  SubscriptionFilterSchema,
} from '@modelcontextprotocol/core';
import {
  CreateTaskResultV2Schema,
  TaskSubscriptionNotificationsV2Schema,
} from '@modelcontextprotocol/ext-tasks/core/v2';
import { z } from 'zod';
import { META } from '../../../shared/spec/modern.ts';
import {
  ClientCapabilities,
  ContentBlock,
  Contents,
  InputRequests,
  InputResponses,
  NotificationMeta,
  Prompt,
  PromptMessage,
  RequestMeta,
  Resource,
  ResourceTemplate,
  ResultMeta,
  ServerCapabilities,
  Tool,
} from './parts.ts';

/** What is held against a schema: params of a request or notification, a result by its type, data of an error. */
export type ShapeKind = 'request' | 'notification' | 'complete' | 'input_required' | 'task' | 'error';

const OBJECT = z.looseObject({});
const meta = { _meta: RequestMeta };
const retry = { inputResponses: InputResponses.optional(), requestState: z.string().optional() };
const page = PaginatedRequestParamsSchema.extend(meta);
const Filter = SubscriptionFilterSchema.extend(TaskSubscriptionNotificationsV2Schema.shape);
/**
 * What its status asks for, a result, an error or inputRequests, is the business of rules of their own; so is what a
 * result or an error holds.
 */
const DetailedTask = CreateTaskResultV2Schema.omit({ resultType: true }).extend({
  _meta: OBJECT.optional(),
  inputRequests: InputRequests.optional(),
  result: OBJECT.nullable().optional(),
});
const task = z.object({ ...meta, taskId: z.string() });

const REQUESTS: Readonly<Record<string, z.ZodType>> = {
  'server/discover': z.object(meta),
  'tools/list': page,
  'prompts/list': page,
  'resources/list': page,
  'resources/templates/list': page,
  'tools/call': z.object({
    ...meta,
    ...retry,
    name: z.string(),
    arguments: z.record(z.string(), z.unknown()).optional(),
  }),
  'prompts/get': GetPromptRequestParamsSchema.extend({ ...meta, ...retry }),
  'resources/read': z.object({ ...meta, ...retry, uri: z.string() }),
  'completion/complete': CompleteRequestParamsSchema.extend({
    ...meta,
    ref: z.discriminatedUnion('type', [PromptReferenceSchema, ResourceTemplateReferenceSchema]),
  }),
  'subscriptions/listen': z.object({ ...meta, notifications: Filter }),
  'tasks/get': task,
  'tasks/cancel': task,
  'tasks/update': task.extend({ inputResponses: InputResponses }),
};

const told = { _meta: NotificationMeta };
const changed = z.object(told);

const NOTIFICATIONS: Readonly<Record<string, z.ZodType>> = {
  'notifications/cancelled': z.object({ ...told, requestId: RequestIdSchema, reason: z.string().optional() }),
  'notifications/progress': ProgressNotificationParamsSchema.extend(told),
  'notifications/message': LoggingMessageNotificationParamsSchema.extend({ ...told, data: present() }),
  'notifications/tools/list_changed': changed,
  'notifications/prompts/list_changed': changed,
  'notifications/resources/list_changed': changed,
  'notifications/resources/updated': z.object({ ...told, uri: z.string() }),
  'notifications/subscriptions/acknowledged': z.object({ ...told, notifications: Filter }),
  'notifications/tasks': DetailedTask,
};

const result = { _meta: ResultMeta };
/** That it is there, and that ttlMs is a number, are the business of rules of their own. */
const cached = { ...result, cacheScope: z.enum(['public', 'private']).optional() };
const listed = PaginatedResultSchema.extend(cached);
const anything = z.looseObject(result);

const RESULTS: Readonly<Record<string, z.ZodType>> = {
  'server/discover': DiscoverResultSchema.extend({ ...cached, capabilities: ServerCapabilities }),
  'tools/list': listed.extend({ tools: z.array(Tool) }),
  'prompts/list': listed.extend({ prompts: z.array(Prompt) }),
  'resources/list': listed.extend({ resources: z.array(Resource) }),
  'resources/templates/list': listed.extend({ resourceTemplates: z.array(ResourceTemplate) }),
  'tools/call': z.looseObject({
    ...result,
    content: z.array(ContentBlock),
    isError: z.boolean().optional(),
  }),
  'prompts/get': z.looseObject({
    ...result,
    description: z.string().optional(),
    messages: z.array(PromptMessage),
  }),
  'resources/read': z.looseObject({ ...cached, contents: z.array(Contents) }),
  'completion/complete': CompleteResultSchema.extend(result),
  'subscriptions/listen': z.looseObject({ _meta: z.looseObject({ [META.subscriptionId]: RequestIdSchema }) }),
  'tasks/get': DetailedTask.extend({ _meta: ResultMeta }),
  'tasks/update': anything,
  'tasks/cancel': anything,
};

const InputRequired = z.looseObject({
  ...result,
  inputRequests: InputRequests.optional(),
  requestState: z.string().optional(),
});

/** Of the tasks that a call makes; that other methods make none is not for the schema to say. */
const CreatedTask = CreateTaskResultV2Schema.extend(result);

/** Data of errors by code; that the lists in it are there is the business of rules of their own. */
const ERRORS: Readonly<Record<string, z.ZodType>> = {
  '-32021': z.looseObject({ requiredCapabilities: ClientCapabilities.optional() }),
  '-32022': z.looseObject({ requested: z.string() }),
};

/** The schema of a message of this revision; undefined where nobody published one. `method` of an error is its code. */
export function shapeOf(kind: ShapeKind, method: string): z.ZodType | undefined {
  switch (kind) {
    case 'request':
      return own(REQUESTS, method);
    case 'notification':
      return own(NOTIFICATIONS, method);
    case 'complete':
      return own(RESULTS, method);
    case 'error':
      return own(ERRORS, method);
    case 'input_required':
      return InputRequired;
    case 'task':
      return CreatedTask;
  }
}

function own(table: Readonly<Record<string, z.ZodType>>, key: string): z.ZodType | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Anything, null included, that is there. */
function present(): z.ZodType {
  return z.unknown().refine((value) => value !== undefined, { message: 'is missing' });
}
