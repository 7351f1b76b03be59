import { expect, it } from 'vitest';
import { contentType } from '../../../../../../engine/lint/rules/http/content-type.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it.each([
  { result: { tools: [] } },
  { stream: [], result: { tools: [] } },
  { result: {}, answerHeaders: { 'Content-Type': 'Application/JSON; charset=utf-8' } },
])('is content with %j', (parts) => {
  expect(findingsOf(contentType, parts)).toEqual([]);
});

it.each([
  { result: { tools: [] }, answerHeaders: { 'Content-Type': 'text/plain' } },
  { result: { tools: [] }, answerHeaders: { 'Content-Type': null } },
  { answerText: '<p>Hello</p>', answerHeaders: { 'Content-Type': 'text/html' } },
  { status: 202 },
  { status: 400, error: { code: -32020 }, answerHeaders: { 'Content-Type': 'text/plain' } },
])('finds %j', (parts) => {
  expect(findingsOf(contentType, parts)).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'answer-header:Content-Type' },
  ]);
});

it.each([
  [
    'an error page',
    { status: 502, answerText: '<p>Bad</p>', answerHeaders: { 'Content-Type': 'text/html' } },
  ],
  ['a missing credential', { status: 401 }],
  ['a redirect', { status: 307 }],
  ['a notification', { status: 202, body: { jsonrpc: '2.0', method: 'notifications/x' } }],
  [
    'an address of something else',
    { httpMethod: 'GET', answerText: '<p></p>', answerHeaders: { 'Content-Type': 'text/html' } },
  ],
])('spares %s', (_, parts) => {
  expect(findingsOf(contentType, parts)).toEqual([]);
});
