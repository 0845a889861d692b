import { parseArgs } from 'node:util';
import { startSimulator } from './start-simulator.ts';
import { noThrottling, type Throttling } from './throttle.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    /** Milliseconds for each HTTP request to Graph. */
    latency: { type: 'string', default: '0' },
    /** Users besides the cast. */
    users: { type: 'string', default: '0' },
    /** Those users differ. */
    varied: { type: 'boolean', default: false },
    /** Limits that hold, comma separated, or `none`; missing: the usual ones. */
    throttle: { type: 'string' },
  },
});

function wholeNumber(name: 'port' | 'latency' | 'users'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0) throw new RangeError(`--${name} takes a whole number`);
  return value;
}

function readThrottling(raw: string): Throttling {
  const names = raw === 'none' ? [] : raw.split(',');
  const stranger = names.find((name) => !(name in noThrottling));
  if (stranger !== undefined) throw new RangeError(`--throttle knows ${Object.keys(noThrottling)}, not ${stranger}`);
  return { ...noThrottling, ...Object.fromEntries(names.map((name) => [name, true])) };
}

const milliseconds = wholeNumber('latency');
const simulator = await startSimulator({
  port: wholeNumber('port'),
  host: values.host,
  users: wholeNumber('users'),
  variety: values.varied,
  ...(values.throttle !== undefined && { throttling: readThrottling(values.throttle) }),
});
if (milliseconds > 0) simulator.faults.add({ route: '**', kind: 'latency', milliseconds });
process.stdout.write(`${JSON.stringify({ url: simulator.url })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
