import { applicationPermissions, delegatedPermissions } from '../../src/graph/permissions.ts';

test('no permission can write anything, least of all a way to sign in', () => {
  expect(applicationPermissions.filter(({ name }) => !/^[\w-]+\.Read(\.\w+)?$/.test(name))).toEqual([]);
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
