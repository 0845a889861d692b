import { type AppState, appStateOn } from '../../src/passkeys/authenticator-app.ts';
import type { AuthenticationMethod } from '../../src/passkeys/facts.ts';
import { app, known, method, passkey, unread } from '../fixtures/facts.ts';

const android = { new: '6.2507.4749', old: '6.2404.2444' };
const ios = { new: '6.8.37', old: '6.8.7' };

test.each<[string, 'ios' | 'android', readonly AuthenticationMethod[], AppState]>([
  ['just new enough on iOS', 'ios', [app(ios.new)], { kind: 'there', version: ios.new }],
  ['just new enough on Android', 'android', [app(android.new)], { kind: 'there', version: android.new }],
  ['newer on iOS', 'ios', [app('6.9.0')], { kind: 'there', version: '6.9.0' }],
  ['the iOS of 2024', 'ios', [app(ios.old)], { kind: 'old', version: ios.old, needed: ios.new }],
  ['the Android of 2024', 'android', [app(android.old)], { kind: 'old', version: android.old, needed: android.new }],
  [
    'an old iPhone app is no older for an Android one',
    'ios',
    [app(android.new), app(ios.old)],
    { kind: 'old', version: ios.old, needed: ios.new },
  ],
  [
    'an old Android app is no newer for an iPhone one',
    'android',
    [app(android.old), app('6.9.0')],
    { kind: 'old', version: android.old, needed: android.new },
  ],
  [
    'Authenticator on the Android phone is not on the iPhone',
    'ios',
    [app(android.new)],
    { kind: 'missing', hasLite: false },
  ],
  [
    'Authenticator on the iPhone is not on the Android phone',
    'android',
    [app(ios.new)],
    { kind: 'missing', hasLite: false },
  ],
  [
    'of several entries of one platform the newest counts',
    'ios',
    [app(ios.old), app('6.8.40'), app('6.8.37')],
    { kind: 'there', version: '6.8.40' },
  ],
  ['Lite in Outlook is not Authenticator', 'ios', [app('4.2439.2')], { kind: 'missing', hasLite: true }],
  ['Lite on Android neither', 'android', [app('4.2439.2')], { kind: 'missing', hasLite: true }],
  ['Lite beside Authenticator', 'ios', [app('4.2439.2'), app(ios.new)], { kind: 'there', version: ios.new }],
  ['an entry without a version: installed, which version nobody knows', 'ios', [app(undefined)], { kind: 'there' }],
  ['an entry with an empty version', 'android', [app('')], { kind: 'there' }],
  ['an entry with nonsense for a version', 'android', [app('unknown')], { kind: 'there' }],
  ['no entry', 'ios', [method('password'), method('phone'), passkey()], { kind: 'missing', hasLite: false }],
])('%s', (_why, platform, methods, expected) => {
  expect(appStateOn(platform, { methods: known(methods) })).toEqual(expected);
});

test('methods that could not be read say nothing about the app', () => {
  expect(appStateOn('ios', { methods: unread('throttled') })).toEqual({ kind: 'unknown' });
});
