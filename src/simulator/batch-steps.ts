import { badRequest } from './answers.ts';

export type Step = {
  readonly id: string;
  readonly method: string;
  /** Relative to `/v1.0/`, without the leading slash. */
  readonly target: string;
  readonly isEventual: boolean;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
};

/** https://learn.microsoft.com/graph/json-batching */
const mostSteps = 20;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readSteps(body: unknown): readonly Step[] {
  const requests = isRecord(body) ? body.requests : undefined;
  if (!Array.isArray(requests) || requests.length === 0) throw badRequest('Invalid batch payload format.');
  if (requests.length > mostSteps) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${mostSteps}.`);
  }
  const steps = requests.map(readStep);
  const ids = new Set(steps.map(({ id }) => id));
  if (ids.size < steps.length) throw badRequest('Batch request ids must be unique.');
  for (const { dependsOn } of steps) {
    if (dependsOn.some((id) => !ids.has(id))) throw badRequest('A dependsOn names a request that is not in the batch.');
  }
  return inOrder(steps);
}

function readStep(request: unknown): Step {
  if (!isRecord(request)) throw badRequest('Invalid batch payload format.');
  const { id, method, url, body, dependsOn = [] } = request;
  if (typeof id !== 'string' || id === '' || typeof method !== 'string' || typeof url !== 'string') {
    throw badRequest('Each request of a batch needs an id, a method and a url.');
  }
  if (/^https?:/i.test(url)) throw badRequest(`The url of request id : ${id} must be relative.`);
  if (!Array.isArray(dependsOn)) throw badRequest('dependsOn must be a list of ids.');
  const headers = lowerCased(request.headers);
  const isWrite = method.toUpperCase() !== 'GET' && method.toUpperCase() !== 'DELETE';
  if (isWrite && (body === undefined || headers.get('content-type') === undefined)) {
    throw badRequest(`Write request id : ${id} does not contain Content-Type header or body.`);
  }
  return {
    id,
    method: method.toUpperCase(),
    target: url.startsWith('/') ? url.slice(1) : url,
    isEventual: headers.get('consistencylevel')?.toLowerCase() === 'eventual',
    body,
    dependsOn: dependsOn.map(String),
  };
}

const noHeaders: ReadonlyMap<string, string> = new Map();

function lowerCased(headers: unknown): ReadonlyMap<string, string> {
  if (!isRecord(headers)) return noHeaders;
  return new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Each step after those it depends on. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  if (steps.every(({ dependsOn }) => dependsOn.length === 0)) return steps;
  const ordered: Step[] = [];
  const done = new Set<string>();
  let waiting = [...steps];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ dependsOn }) => dependsOn.every((id) => done.has(id)));
    if (ready.length === 0) throw badRequest('The dependsOn of a batch must not go in a circle.');
    for (const step of ready) done.add(step.id);
    ordered.push(...ready);
    waiting = waiting.filter(({ id }) => !done.has(id));
  }
  return ordered;
}
