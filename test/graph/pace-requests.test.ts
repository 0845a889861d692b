import { jest } from '@jest/globals';
import { createGraphPace, documentedPace, type GraphPace } from '../../src/graph/pace-requests.ts';
import { type noThrottling, Throttle } from '../../src/simulator/throttle.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const user = '00000000-0000-4000-8000-000000000001';

type Limited = keyof typeof documentedPace;

/** Several readers at once, each as fast as it may. @returns the moments of their requests, in ms */
async function atFullSpeed(what: Limited, count: number, onRequest: () => void): Promise<readonly number[]> {
  const pace: GraphPace = createGraphPace();
  // Whoever has been idle has saved up nothing.
  await pace[what]();
  await jest.advanceTimersByTimeAsync(2 * documentedPace[what].perMs);
  const moments: number[] = [];
  const reader = async () => {
    while (moments.length < count) {
      await pace[what]();
      moments.push(performance.now());
      onRequest();
    }
  };
  const readers = Promise.all([reader(), reader(), reader()]);
  const { requests, perMs } = documentedPace[what];
  // A millisecond for each: timers know no less.
  await jest.advanceTimersByTimeAsync((count + 3) * (perMs / requests + 1));
  await readers;
  return moments;
}

test.each<[Limited, method: string, path: string]>([
  ['reports', 'GET', 'reports/authenticationMethods/userRegistrationDetails'],
  ['reports', 'GET', 'auditLogs/directoryAudits'],
  ['intune', 'GET', 'deviceManagement/managedDevices'],
  ['installs', 'POST', `users/${user}/teamwork/installedApps`],
])(
  '%s, at full speed from several readers: no window holds more than Graph allows (%s %s)',
  async (what, method, path) => {
    const all = {
      reports: true,
      audits: true,
      methods: true,
      intune: true,
      installs: true,
    } satisfies typeof noThrottling;
    const graph = new Throttle(all);
    const { requests, perMs } = documentedPace[what];

    const moments = await atFullSpeed(what, requests * 3, () => graph.count(method, path.split('/'), 'the app'));

    expect(graph.refused()).toEqual({});
    const fullest = moments.map((from) => moments.filter((at) => at >= from && at < from + perMs).length);
    expect(Math.max(...fullest)).toBeLessThanOrEqual(requests);
    // And no slower than need be: timers round up to a millisecond.
    expect(Math.max(...fullest)).toBeGreaterThanOrEqual(requests * 0.9);
  },
);
