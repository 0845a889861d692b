import type { Answers } from '../../src/enrollment/enrollment.ts';
import { outsetOf } from '../../src/helpdesk/outset.ts';
import type { Facts } from '../../src/passkeys/facts.ts';
import {
  account,
  app,
  entraPhone,
  intunePhone,
  known,
  method,
  now,
  passkey,
  policy,
  someFacts,
  tap,
  unread,
} from '../fixtures/facts.ts';

const passwordOnly = known([method('password')]);
const nothing = { intuneDevices: known([]), entraDevices: known([]) };
const oldPhone = { intuneDevices: known([intunePhone({ osVersion: '15.8' })]) };

function outset(facts: Partial<Facts> = {}, answers: Answers = {}) {
  return outsetOf(someFacts(facts), answers, 'any', now);
}

test.each<[string, string, Partial<Facts>, Answers]>([
  ['a new enough phone', 'ready', {}, {}],
  ['no second factor: that is what the pass is for', 'ready', { methods: passwordOnly }, {}],
  ['a system that is too old', 'update-os', oldPhone, {}],
  ['an Authenticator that is too old', 'update-app', { methods: known([method('password'), app('6.7.1')]) }, {}],
  ['a passkey that is there already', 'done', { methods: known([method('password'), passkey()]) }, {}],
  ['passkeys switched off', 'blocked', { passkeyPolicy: known(policy({ state: 'disabled' })) }, {}],
  ['a guest', 'blocked', { account: known(account({ isGuest: true })) }, {}],
  [
    'a phone that is modified',
    'compromised-phone',
    { intuneDevices: known([intunePhone({ isCompromised: true })]) },
    {},
  ],
  ['no phone on record', 'which-phone', { ...nothing, methods: known([method('phone')]) }, {}],
  ['a phone known from its Authenticator only', 'which-os', nothing, {}],
  ['who says that there is no phone', 'no-phone', {}, { hasNoPhone: true }],
  ['who told of another phone', 'ready', oldPhone, { phone: { platform: 'ios', maker: 'apple', osVersion: '18' } }],
  ['another phone than the one on record', 'which-os', {}, { isNewPhone: true }],
  ['an account that cannot be read', 'unknown', { account: unread() }, {}],
  ['methods that cannot be read', 'unknown', { methods: unread() }, {}],
  ['a policy that cannot be read', 'unknown', { passkeyPolicy: unread() }, {}],
  ['neither a phone nor all of the records', 'unknown', { intuneDevices: unread() }, {}],
])('how ready is somebody with %s: %s', (_who, expected, facts, answers) => {
  expect(outset(facts, answers).readiness).toBe(expected);
});

test.each<[string, boolean, Partial<Facts>]>([
  ['nothing but a password', true, { ...nothing, methods: passwordOnly }],
  ['nothing but a password and an old pass', true, { ...nothing, methods: known([method('password'), tap()]) }],
  [
    'a computer',
    false,
    { ...nothing, methods: passwordOnly, entraDevices: known([entraPhone({ platform: 'windows' })]) },
  ],
  ['a phone', false, { ...nothing, methods: passwordOnly, intuneDevices: known([intunePhone()]) }],
  ['another factor', false, { ...nothing, methods: known([method('password'), method('phone')]) }],
  ['what Intune has not known', false, { ...nothing, methods: passwordOnly, intuneDevices: unread() }],
  ['what Entra has not known', false, { ...nothing, methods: passwordOnly, entraDevices: unread() }],
  ['methods not known', false, { ...nothing, methods: unread() }],
])('who has %s sets out empty-handed: %s', (_what, expected, facts) => {
  expect(outset(facts).isEmptyHanded ?? false).toBe(expected);
});
