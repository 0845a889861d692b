import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { readEverything } from './tokens.ts';

export type Reply = { readonly status: number; readonly headers: Headers; readonly body: Body };
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, not modelled
export type Body = any;

type Options = {
  readonly token?: string | undefined;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** @param path after the version, or a whole address (a nextLink). */
export async function ask(simulator: Simulator, path: string, options: Options = {}): Promise<Reply> {
  const { method = options.body === undefined ? 'GET' : 'POST', body, headers } = options;
  const token = 'token' in options ? options.token : readEverything;
  const response = await fetch(path.startsWith('http') ? path : `${simulator.url}/v1.0${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

type Step = {
  readonly id: string;
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
};

export type Part = {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Body;
};

/** The parts by their id. */
export async function askBatch(simulator: Simulator, requests: readonly Step[]): Promise<Map<string, Part>> {
  const reply = await ask(simulator, '/$batch', {
    body: { requests: requests.map((request) => ({ method: 'GET', ...request })) },
  });
  expect(reply.status).toBe(200);
  return new Map(reply.body.responses.map((part: Part) => [part.id, part]));
}

export const eventual = { ConsistencyLevel: 'eventual' };
