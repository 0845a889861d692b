import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, type Body } from './ask-graph.ts';
import { alva, omar } from './people.ts';
import { operatorToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
});
afterAll(() => simulator.close());

const token = operatorToken(omar);
const tapsOf = (person: string) => `/users/${person}/authentication/temporaryAccessPassMethods`;
const list = async (person: string): Promise<Body[]> => (await ask(simulator, tapsOf(person), { token })).body.value;

test.each([
  ['cut', { kind: 'cut' }],
  ['timed out', { kind: 'hang' }],
] as const)('a connection that is %s after the pass was made leaves the pass behind', async (_how, fault) => {
  simulator.faults.add({ ...fault, route: '**/temporaryAccessPassMethods', method: 'POST', performs: true, times: 1 });
  const send = fetch(`${simulator.url}/v1.0${tapsOf(alva)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(fault.kind === 'hang' ? 300 : 4000),
  });

  await expect(send).rejects.toThrow();
  expect(await list(alva)).toHaveLength(1);
});

test.each([
  ['an error', { kind: 'status', status: 503 }],
  ['a page of a proxy', { kind: 'html' }],
] as const)('%s instead of the answer, with the pass made all the same or not', async (_what, fault) => {
  const send = () =>
    fetch(`${simulator.url}/v1.0${tapsOf(alva)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
  simulator.faults.add({ ...fault, route: '**/temporaryAccessPassMethods', method: 'POST', times: 1 });
  await send();
  expect(await list(alva)).toEqual([]);

  simulator.faults.add({ ...fault, route: '**/temporaryAccessPassMethods', method: 'POST', times: 1, performs: true });
  await send();
  expect(await list(alva)).toHaveLength(1);
});

test('a part of a batch that is cut is carried out only if the fault says so', async () => {
  const send = async (performs: boolean) => {
    simulator.faults.add({ kind: 'cut', route: '**/temporaryAccessPassMethods', method: 'POST', times: 1, performs });
    const step = {
      id: '1',
      method: 'POST',
      url: tapsOf(alva),
      body: {},
      headers: { 'Content-Type': 'application/json' },
    };
    await fetch(`${simulator.url}/v1.0/$batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ requests: [step] }),
    }).catch(() => undefined);
    return (await list(alva)).length;
  };

  expect([await send(false), await send(true)]).toEqual([0, 1]);
});
