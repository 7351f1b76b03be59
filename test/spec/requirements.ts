import { authorization, discovery, registration, security } from './requirements/authorization.ts';
import { basic } from './requirements/basic.ts';
import { roots, sampling } from './requirements/client-features.ts';
import { elicitation } from './requirements/elicitation.ts';
import { mrtr } from './requirements/mrtr.ts';
import { changelog, deprecated, specification } from './requirements/overview.ts';
import { cancellation, patterns, progress, subscriptions } from './requirements/patterns.ts';
import type { Requirement } from './requirements/requirement.ts';
import { schema } from './requirements/schema.ts';
import { discover, prompts, resources } from './requirements/server-features.ts';
import { streamableHttp } from './requirements/streamable-http.ts';
import { tasks } from './requirements/tasks.ts';
import { tools } from './requirements/tools.ts';
import { stdio, transports } from './requirements/transports.ts';
import { caching, completion, logging, pagination } from './requirements/utilities.ts';
import { versioning } from './requirements/versioning.ts';

/**
 * The requirements manifest: every normative sentence of revision 2026-07-28 and of the Tasks extension, in our own
 * words, with what becomes of it. How it is kept: docs/decisions/0010-requirements-manifest.md.
 */
export const REQUIREMENTS: readonly Requirement[] = [
  specification,
  changelog,
  deprecated,
  basic,
  versioning,
  patterns,
  cancellation,
  mrtr,
  progress,
  subscriptions,
  transports,
  stdio,
  streamableHttp,
  authorization,
  discovery,
  registration,
  security,
  discover,
  prompts,
  resources,
  tools,
  caching,
  completion,
  logging,
  pagination,
  elicitation,
  roots,
  sampling,
  schema,
  tasks,
].flat();
