import { describe, expect, it } from 'vitest';
import { hostsIn, remoteLoads } from '../../../../support/packaging/remote-addresses.ts';

describe('the search for what would be loaded', () => {
  it.each([
    'await import("https://cdn.example/x.js")',
    'import x from "https://cdn.example/x.js"',
    'import"//cdn.example/x.js"',
    'fetch(`https://api.example/`)',
    'new Worker("https://cdn.example/w.js")',
    'new WebSocket("wss://api.example/")',
    'importScripts("http://cdn.example/")',
    'window.loadURL("https://example.com/")',
    '@import "https://cdn.example/x.css"',
    'background:url(//cdn.example/x.png)',
    '<script src="https://cdn.example/x.js">',
    '<link rel=stylesheet href=//cdn.example/x.css>',
  ])('finds %s', (text) => {
    expect(remoteLoads(text)).toHaveLength(1);
  });

  it.each([
    'href="./a.css"',
    'url(./font.woff2)',
    'const docs = "https://example.com/"',
    'new Worker(new URL(e))',
  ])('passes %s', (text) => {
    expect(remoteLoads(text)).toEqual([]);
  });
});

it('finds each host once, with its port', () => {
  expect(
    hostsIn('a https://A.example/x "https://a.example" wss://b.example:8443/ http://127.0.0.1:1'),
  ).toEqual(['a.example', 'b.example:8443', '127.0.0.1:1']);
});
