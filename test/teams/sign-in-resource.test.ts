import { readFileSync } from 'node:fs';
import { signInResourceOf } from '../../src/teams/create-teams.ts';

const manifest = new URL('../../appPackage/manifest.json', import.meta.url);

test('Teams is asked for a token for the bot', () => {
  expect(signInResourceOf('b-1')).toBe('api://botid-b-1');
});

test('the app package names the same resource', () => {
  const { webApplicationInfo } = JSON.parse(readFileSync(manifest, 'utf8'));

  expect(webApplicationInfo.resource).toBe(signInResourceOf(webApplicationInfo.id));
});
