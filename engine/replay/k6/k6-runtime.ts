/**
 * The functions of the script that k6 runs, as they stand in it; STEPS, SESSIONS and HELD stand before them. In the words of
 * k6's own JavaScript, which knows neither Node nor the browser: https://grafana.com/docs/k6/latest/javascript-api/
 */
export const K6_RUNTIME = String.raw`
const TARGETS = (__ENV.TARGETS || '').split(',').map((url) => url.trim()).filter((url) => url !== '');
if (TARGETS.length === 0) {
  throw new Error('Say where to send: k6 run -e TARGETS=http://127.0.0.1:3001/mcp,http://127.0.0.1:3002/mcp SCRIPT');
}
/** Sent with each request, such as {"Authorization": "Bearer ..."}. */
const HEADERS = JSON.parse(__ENV.HEADERS || '{}');
/** Longest wait for an answer, and for a task. */
const TIMEOUT = __ENV.TIMEOUT || '30s';
const LONGEST_TASK_MS = 30000;

export const options = {
  vus: 1,
  iterations: 1,
  thresholds: { checks: ['rate==1'] },
};

/** One iteration is the whole session, with values of its own. Each request goes to the next instance. */
export default function () {
  const run = { values: {}, sessions: {}, nextId: 1, turn: __VU + __ITER };
  for (const held of HELD) check(null, { [held]: () => false });
  for (let at = 0; at < STEPS.length; at += 1) runStep(STEPS[at], run);
}

function runStep(step, run) {
  const missing = step.puts.filter((put) => put.pinned === undefined && run.values[put.flow] === undefined);
  if (missing.length > 0) {
    tell(step, 'not sent: ' + JSON.stringify(missing[0].was) + ' never came');
    check(null, { [step.name]: () => false });
    return;
  }
  const target = nextTarget(run);
  const session = step.session === undefined ? undefined : sessionOf(step.session, target, run);
  const answer = sendUntil(step, requestOf(step, run), { target, session, run });
  for (const take of step.takes) {
    const value = valueOf(take, answer);
    if (value !== undefined) run.values[take.flow] = value;
  }
  const fault = faultOf(step, answer);
  if (fault !== undefined) tell(step, fault);
  check(null, { [step.name]: () => fault === undefined });
}

function nextTarget(run) {
  run.turn += 1;
  return TARGETS[run.turn % TARGETS.length];
}

/** Why a check failed, in the first iteration only: a load test would say it a million times. */
function tell(step, fault) {
  if (__ITER === 0) console.warn(step.name + ': ' + fault);
}

function requestOf(step, run) {
  let body = JSON.parse(filledIn(JSON.stringify(step.body), inJson));
  const headers = {};
  for (const name of Object.keys(step.headers)) {
    const value = filledIn(step.headers[name], (text) => text);
    const isEncoded = step.encoded.indexOf(name) >= 0;
    headers[name] = isEncoded || value !== step.headers[name] ? headerText(value, isEncoded) : value;
  }
  for (const put of step.puts) {
    const live = put.pinned !== undefined ? put.pinned : run.values[put.flow];
    if (put.key) body = renamedAt(body, put.at, String(live));
    else body = changedAt(body, put.at, (found) => carried(found, put, live));
  }
  for (const mirror of step.mirrors) {
    const value = readAt(body, mirror.at);
    const isEncoded = step.encoded.indexOf(mirror.header) >= 0 && String(value) === step.headers[mirror.header];
    if (value !== undefined && value !== null) headers[mirror.header] = headerText(String(value), isEncoded);
  }
  return { body, headers: Object.assign(headers, HEADERS) };
}

function carried(found, put, live) {
  if (put.part && typeof found === 'string') return replacePart(found, String(put.was), String(live));
  return typeof found === 'string' ? String(live) : live;
}

function filledIn(text, written) {
  let filled = text;
  for (const variable of VARIABLES) {
    const value = variable.value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name) => {
      if (__ENV[name] === undefined) throw new Error('Set ' + name + ': k6 run -e ' + name + '=...');
      return __ENV[name];
    });
    filled = filled.split(written(variable.recorded)).join(written(value));
  }
  return filled;
}

function inJson(text) {
  return JSON.stringify(text).slice(1, -1);
}

/** Plain where that is safe, else in the Base64 form that the specification has for it. */
function headerText(value, isEncoded) {
  const isPlain = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/.test(value);
  if (!isEncoded && isPlain && !/^=\?base64\?.*\?=$/.test(value)) return value;
  return '=?base64?' + encoding.b64encode(value) + '?=';
}

/** A poll is repeated until its task is as far as it was when it was recorded. */
function sendUntil(step, request, where) {
  const begin = Date.now();
  for (;;) {
    const answer = send(step, request, where);
    const task = answer.result;
    if (step.until === undefined || !task || typeof task.status !== 'string') return answer;
    if (['completed', 'failed', 'cancelled'].indexOf(task.status) >= 0) return answer;
    if (step.until === 'asks' && task.status === 'input_required') return answer;
    if (Date.now() - begin > LONGEST_TASK_MS) return answer;
    const wished = typeof task.pollIntervalMs === 'number' ? task.pollIntervalMs : 500;
    sleep(Math.min(5000, Math.max(20, wished)) / 1000);
  }
}

function send(step, request, where) {
  const id = where.run.nextId;
  where.run.nextId += 1;
  const body = Object.assign({}, request.body, { id });
  const headers = Object.assign({}, request.headers, where.session ? where.session.headers : {});
  const response = http.request('POST', where.target, JSON.stringify(body), {
    headers,
    timeout: TIMEOUT,
    tags: { name: step.tag },
  });
  return readAnswer(response, id);
}

function sessionOf(client, target, run) {
  if (run.sessions[client]) return run.sessions[client];
  const opening = SESSIONS[client];
  const plain = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
  const base = Object.assign(plain, HEADERS);
  const id = run.nextId;
  run.nextId += 1;
  const first = http.request('POST', target, JSON.stringify(Object.assign({ id }, opening.initialize)), {
    headers: base,
    timeout: TIMEOUT,
    tags: { name: 'initialize' },
  });
  const answer = readAnswer(first, id);
  const headers = {};
  const sessionId = headerOf(first, 'mcp-session-id');
  if (sessionId !== undefined) headers['Mcp-Session-Id'] = sessionId;
  if (answer.result && answer.result.protocolVersion >= '2025-06-18') {
    headers['MCP-Protocol-Version'] = answer.result.protocolVersion;
  }
  http.request('POST', target, JSON.stringify(opening.initialized), {
    headers: Object.assign({}, base, headers),
    timeout: TIMEOUT,
    tags: { name: 'notifications/initialized' },
  });
  run.sessions[client] = { headers };
  return run.sessions[client];
}

function headerOf(response, wanted) {
  for (const name of Object.keys(response.headers || {})) {
    if (name.toLowerCase() === wanted) return response.headers[name];
  }
  return undefined;
}

/** What came: status, result or error of this very request, and the notifications of its stream. */
function readAnswer(response, id) {
  const answer = { status: response.status, notifications: [] };
  const text = typeof response.body === 'string' ? response.body : '';
  const isStream = String(headerOf(response, 'content-type')).indexOf('text/event-stream') === 0;
  for (const data of isStream ? eventsIn(text) : [text]) {
    const message = jsonIn(data);
    if (!message) continue;
    if (message.method !== undefined) answer.notifications.push(message);
    else if (message.id === id || (message.error !== undefined && answer.error === undefined)) {
      if (message.result !== undefined) answer.result = message.result;
      if (message.error !== undefined) answer.error = message.error;
    }
  }
  return answer;
}

function eventsIn(text) {
  return text.split(/\r\n\r\n|\n\n|\r\r/).map((event) =>
    event
      .split(/\r\n|\r|\n/)
      .filter((line) => line.indexOf('data:') === 0)
      .map((line) => line.slice(line.charAt(5) === ' ' ? 6 : 5))
      .join('\n'),
  );
}

/** What an answer lacks to be like the recorded one; undefined where it is. Values are not compared. */
function faultOf(step, answer) {
  const expected = step.expect;
  const is = answer.result !== undefined ? 'result' : answer.error !== undefined ? 'error' : 'nothing';
  if (is !== expected.is) {
    const said = answer.error ? ' (' + answer.error.code + ' ' + answer.error.message + ')' : '';
    return expected.is + ' was recorded, ' + is + ' came, status ' + answer.status + said;
  }
  if (expected.status !== undefined && answer.status !== expected.status) {
    return 'status ' + expected.status + ' was recorded, ' + answer.status + ' came';
  }
  if (expected.code !== undefined && answer.error.code !== expected.code) {
    return 'error ' + expected.code + ' was recorded, ' + answer.error.code + ' came';
  }
  const result = answer.result || {};
  if ((result.isError === true) !== (expected.isError === true)) {
    return result.isError === true ? 'the tool failed: ' + JSON.stringify(result.content) : 'the tool did not fail';
  }
  if (expected.resultType !== undefined && result.resultType !== expected.resultType) {
    return 'resultType ' + expected.resultType + ' was recorded, ' + result.resultType + ' came';
  }
  if (expected.task !== undefined && result.status !== expected.task) {
    return 'the task was ' + expected.task + ', and is ' + result.status;
  }
  return undefined;
}

function valueOf(take, answer) {
  for (const at of take.at) {
    const path = pathOf(at);
    if (take.key) {
      const members = readAt(answer, pointerOf(path.slice(0, -1)));
      const name = members && Object.keys(members)[Number(path[path.length - 1])];
      if (name !== undefined) return name;
      continue;
    }
    const value = path[0] === 'notifications' ? notified(answer, path) : readAt(answer, at);
    if (typeof value === 'string' && take.part) {
      const part = partAt(value, take.part);
      if (part !== undefined) return part;
    } else if (typeof value === 'string' || typeof value === 'number') return value;
  }
  return undefined;
}

function notified(answer, path) {
  for (const message of answer.notifications) {
    const value = message.method === path[1] ? readAt(message.params, pointerOf(path.slice(2))) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function jsonIn(text) {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    return undefined;
  }
}

function pathOf(pointer) {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function pointerOf(path) {
  return path.map((segment) => '/' + segment.replace(/~/g, '~0').replace(/\//g, '~1')).join('');
}

function memberOf(node, segment) {
  if (node === null || typeof node !== 'object') return undefined;
  if (Array.isArray(node) && !/^\d+$/.test(segment)) return undefined;
  return Object.prototype.hasOwnProperty.call(node, segment) ? node[segment] : undefined;
}

/** JSON pointers go on inside a text that holds JSON. */
function readAt(root, pointer) {
  let node = root;
  for (const segment of pathOf(pointer)) {
    if (typeof node === 'string') node = jsonIn(node);
    node = memberOf(node, segment);
    if (node === undefined) return undefined;
  }
  return node;
}

function changedAt(root, pointer, change) {
  return changedIn(root, pathOf(pointer), 0, change);
}

function changedIn(node, path, at, change) {
  if (at === path.length) return change(node);
  if (typeof node === 'string') {
    const json = jsonIn(node);
    return json === undefined ? node : JSON.stringify(changedIn(json, path, at, change));
  }
  const member = memberOf(node, path[at]);
  if (member === undefined) return node;
  const copy = Array.isArray(node) ? node.slice() : Object.assign({}, node);
  copy[path[at]] = changedIn(member, path, at + 1, change);
  return copy;
}

function renamedAt(root, pointer, name) {
  const path = pathOf(pointer);
  const old = path[path.length - 1];
  return changedIn(root, path.slice(0, -1), 0, (node) => {
    const renamed = {};
    for (const key of Object.keys(node)) renamed[key === old ? name : key] = node[key];
    return renamed;
  });
}

/** What stands between blanks, quotes, slashes, colons and the like, and where. */
function tokensOf(text) {
  const pattern = /[A-Za-z0-9_~+%=-]+(?:\.[A-Za-z0-9_~+%=-]+)*/g;
  const tokens = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const equals = match[0].search(/=(?=[^=])/);
    const from = equals < 0 ? 0 : equals + 1;
    if (match[0].length - from >= 4) tokens.push({ text: match[0].slice(from), at: match.index + from });
  }
  return tokens;
}

function partAt(text, part) {
  const tokens = tokensOf(text);
  if (tokens.length === part.of) return tokens[part.part] && tokens[part.part].text;
  if (part.before === '') return tokens.length > 0 && tokens[0].at === 0 ? tokens[0].text : undefined;
  for (const token of tokens) {
    if (text.slice(0, token.at).slice(-part.before.length) === part.before) return token.text;
  }
  return undefined;
}

function replacePart(text, from, to) {
  let replaced = '';
  let done = 0;
  for (const token of tokensOf(text)) {
    if (token.text !== from) continue;
    replaced += text.slice(done, token.at) + to;
    done = token.at + from.length;
  }
  return replaced + text.slice(done);
}
`;
