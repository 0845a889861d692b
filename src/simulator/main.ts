import { parseArgs } from 'node:util';
import { startSimulator } from './start-simulator.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    /** Milliseconds for each HTTP request to Graph. */
    latency: { type: 'string', default: '0' },
    /** Plain users besides the cast. */
    users: { type: 'string', default: '0' },
  },
});

const simulator = await startSimulator({ port: Number(values.port), host: values.host, users: Number(values.users) });
const milliseconds = Number(values.latency);
if (milliseconds > 0) simulator.faults.add({ route: '**', kind: 'latency', milliseconds });
process.stdout.write(`${JSON.stringify({ url: simulator.url })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
