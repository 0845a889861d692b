import { applicationPermissions } from '../../src/graph/permissions.ts';

test('no permission can write anything, least of all a way to sign in', () => {
  expect(applicationPermissions.filter(({ name }) => !/^[\w-]+\.Read(\.\w+)?$/.test(name))).toEqual([]);
  expect(applicationPermissions.filter(({ canWriteCredentials }) => canWriteCredentials)).toEqual([]);
});

test('every permission says what it reads and why', () => {
  for (const { reads, reason } of applicationPermissions) {
    expect(reads).toMatch(/\w{5}/);
    expect(reason).toMatch(/\w+ \w+/);
  }
});
