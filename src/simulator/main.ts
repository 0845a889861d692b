import { parseArgs } from 'node:util';
import { startSimulator } from './start-simulator.ts';

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
  },
});

function wholeNumber(name: 'port' | 'latency' | 'users'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0) throw new RangeError(`--${name} takes a whole number`);
  return value;
}

const milliseconds = wholeNumber('latency');
const simulator = await startSimulator({
  port: wholeNumber('port'),
  host: values.host,
  users: wholeNumber('users'),
  variety: values.varied,
});
if (milliseconds > 0) simulator.faults.add({ route: '**', kind: 'latency', milliseconds });
process.stdout.write(`${JSON.stringify({ url: simulator.url })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
