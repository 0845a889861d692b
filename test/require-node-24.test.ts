import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Starts what the npm scripts start, on a Node that says it is of another version. */
function startOn(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return spawnSync(
    process.execPath,
    [
      ...['--import', `data:text/javascript,${encodeURIComponent(pretend)}`],
      ...['--import', './src/require-node-24.js'],
      ...['--eval', 'console.log("started")'],
    ],
    { cwd: new URL('../', import.meta.url), encoding: 'utf8' },
  );
}

test.each(['20.19.2', '22.18.0', '23.11.1', '9.11.2'])('Node %s is refused with a sentence', (version) => {
  const { status, stdout, stderr } = startOn(version);

  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Passkey Guide needs Node\.js 24 or later; this is [\d.]+\. Run it with .+\.\n$/);
  expect(stderr).toContain(`this is ${version}.`);
});

test.each(['24.0.0', '26.1.0', '100.0.0'])('Node %s is let through without a word', (version) => {
  expect(startOn(version)).toMatchObject({ status: 0, stdout: 'started\n', stderr: '' });
});

test('every npm script that runs TypeScript looks at the version first', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const started = Object.values(scripts).filter((script) => script.startsWith('node '));

  expect(started.length).toBeGreaterThan(5);
  for (const script of started)
    expect(script).toMatch(/^node (--max-[\w-]+=\d+ )*--import \.\/src\/require-node-24\.js /);
});
