import { readFileSync } from 'node:fs';
import { applicationPermissions, delegatedPermissions } from '../../src/graph/permissions.ts';

test('no permission can write anything but where the bot’s own app is, least of all a way to sign in', () => {
  const writing = applicationPermissions.filter(({ name }) => !/^[\w-]+\.Read(\.\w+)?$/.test(name));

  expect(writing.map(({ name }) => name)).toEqual(['TeamsAppInstallation.ReadWriteSelfForUser.All']);
  expect(applicationPermissions.filter(({ canWriteCredentials }) => canWriteCredentials)).toEqual([]);
});

test('what writes is delegated: it takes an operator, and the operator’s own role', () => {
  expect(delegatedPermissions.map(({ name }) => name)).toEqual([
    'UserAuthMethod-TAP.ReadWrite.All',
    'UserAuthMethod-Passkey.ReadWrite.All',
    'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
    'User.RevokeSessions.All',
  ]);
  const application = new Set(applicationPermissions.map(({ name }) => name));
  expect(delegatedPermissions.filter(({ name }) => application.has(name))).toEqual([]);
});

test('every permission says what it is for, and why', () => {
  const purposes = [
    ...applicationPermissions.map(({ reads, reason }) => [reads, reason]),
    ...delegatedPermissions.map(({ does, reason }) => [does, reason]),
  ];

  for (const [what, reason] of purposes) {
    expect(what).toMatch(/\w{5}/);
    expect(reason).toMatch(/\w+ \w+/);
  }
});

test('what the product goes on without says what is missing then', () => {
  const optional = applicationPermissions.filter(({ without }) => without !== undefined);

  expect(optional.map(({ name }) => name)).toEqual([
    'MailboxSettings.Read',
    'TeamsAppInstallation.ReadWriteSelfForUser.All',
  ]);
  for (const { without } of optional) expect(without).toMatch(/\w+ \w+ \w+/);
});

test('README lists every application permission, and no other', () => {
  const [, table = ''] = readFileSync('README.md', 'utf8').split('**Application permissions**');
  const rows = table.split('**delegated permissions**')[0]?.matchAll(/^ +\| `([\w.-]+)` \|/gm) ?? [];

  expect([...rows].map(([, name]) => name).sort()).toEqual(applicationPermissions.map(({ name }) => name).sort());
});
