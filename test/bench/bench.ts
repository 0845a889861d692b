import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';
import { nudges } from './nudges.ts';
import type { Scenario } from './scenario.ts';
import { sweep } from './sweep.ts';
import { turns } from './turns.ts';

const scenarios: Readonly<Record<string, Scenario>> = { turns, nudges, sweep, chaos };

const help = `npm run bench -- <scenario> [options]

Scenarios:
${Object.entries(scenarios)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}

Options:
  --quick    a short run: shows that it works, the figures are rough
  --help     this text

Environment:
  TEST_DATABASE_URL   a PostgreSQL server on which a database may be created and dropped;
                      without it, a cluster of its own is started (needs initdb and pg_ctl)

Everything runs on loopback, on free ports. Ends with 1 when a goal is missed.
Other work on the machine changes the figures: echo bot and product take turns, so that it hits both.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  const scenario = scenarios[positionals[0] ?? ''];
  if (values.help || !scenario) {
    process.stdout.write(help);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const isGood = await scenario.run({ quick: values.quick, say: (line) => process.stdout.write(`${line}\n`) });
  process.exitCode = isGood ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
