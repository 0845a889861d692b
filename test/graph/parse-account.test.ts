import { parseAccount } from '../../src/graph/parse-account.ts';

test.each([
  [
    'a member',
    { id: 'u', displayName: 'Ida Example', accountEnabled: true, userType: 'Member', preferredLanguage: 'de-DE' },
    { displayName: 'Ida Example', enabled: true, isGuest: false, language: 'de-DE' },
  ],
  ['a guest', { id: 'u', userType: 'guest' }, { isGuest: true }],
  ['nulls', { id: 'u', displayName: null, accountEnabled: null, userType: null, preferredLanguage: null }, {}],
])('%s', (_why, raw, expected) => {
  expect(parseAccount(raw)).toEqual({
    displayName: undefined,
    enabled: undefined,
    isGuest: undefined,
    language: undefined,
    ...expected,
  });
});

test.each([
  ['an empty object', {}],
  ['a list', []],
  ['HTML', '<html>'],
])('not an account: %s', (_why, raw) => {
  expect(parseAccount(raw)).toBeUndefined();
});
