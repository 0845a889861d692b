import { accountActions } from './account-actions.ts';
import { timestamp } from './ids.ts';
import { recordTap } from './method-audits.ts';
import { authenticatorApp, isAuthenticator, textMessage } from './methods.ts';
import { signInWithPass } from './pass-action.ts';
import { deletePasskey, finishRegistration, leaveOrphan, makePasskey } from './passkey-actions.ts';
import {
  type Action,
  type ActionInput,
  type ActionResult,
  addMethod,
  changePhone,
  done,
  onPhone,
  refused,
} from './phone-action.ts';
import { canProve, newestAuthenticator, nextOsVersion } from './phone-rules.ts';
import type { Method, Person, Phone } from './resources.ts';
import type { World } from './world.ts';

function updateOs(world: World, person: Person, phone: Phone): ActionResult {
  const osVersion = nextOsVersion(phone);
  if (osVersion === undefined) return refused('There is nothing newer.');
  changePhone(world, person, phone, { osVersion });
  const sync = { osVersion, lastSyncDateTime: timestamp(world.now()) };
  world.change(person.user.id, (now) => ({
    ...now,
    // Intune hears of it; Entra's device object keeps what it had at registration.
    managedDevices: now.managedDevices.map((one) => (one.id === phone.managedDeviceId ? { ...one, ...sync } : one)),
  }));
  return done(`Now on ${phone.platform === 'ios' ? 'iOS' : 'Android'} ${osVersion}.`);
}

function installAuthenticator(world: World, person: Person, phone: Phone): ActionResult {
  const authenticator = newestAuthenticator[phone.platform];
  const updated = { ...phone, authenticator };
  changePhone(world, person, phone, { authenticator });
  const row = person.methods.find((method) => isAuthenticator(method) && hasRow(method, phone));
  if (row) {
    const changed = { ...row, phoneAppVersion: authenticator };
    world.change(person.user.id, (now) => ({
      ...now,
      methods: now.methods.map((method) => (method.id === row.id ? changed : method)),
    }));
    return done(`Authenticator is now ${authenticator}.`);
  }
  if (!canProve(world, person, phone)) {
    return done(
      `Authenticator ${authenticator} is installed. Adding the account still takes a second factor or a pass.`,
    );
  }
  addMethod(world, person, authenticatorApp(updated, world.newId('a911', person), timestamp(world.now())));
  return done(`Authenticator ${authenticator} is installed and the account added.`);
}

/** Authenticator Lite has a row of its own, with a version that begins with 4. */
function hasRow({ displayName, phoneAppVersion }: Method, phone: Phone): boolean {
  return displayName === phone.model && !String(phoneAppVersion).startsWith('4.');
}

function addSecondFactor(world: World, person: Person): ActionResult {
  const method = textMessage(person.user.id, timestamp(world.now()));
  if (person.methods.some(({ id }) => id === method.id)) return refused('A phone number is registered already.');
  addMethod(world, person, method);
  return done('A phone number for text messages is registered.');
}

function removeMethod(world: World, person: Person, { method: id }: ActionInput): ActionResult {
  if (id !== undefined && person.tap?.id === id) {
    world.change(person.user.id, (now) => ({ ...now, tap: undefined }));
    recordTap(world, person, { kind: 'user', person }, 'deleted');
    return done('The pass is gone.');
  }
  if (!person.methods.some((method) => method.id === id)) return refused('There is no such method.');
  world.change(person.user.id, (now) => ({ ...now, methods: now.methods.filter((method) => method.id !== id) }));
  return done('Removed from the account.');
}

function buyPhone(world: World, person: Person, { platform = 'ios' }: ActionInput): ActionResult {
  const isIPhone = platform === 'ios';
  const phone: Phone = {
    id: `phone-${person.phones.length + 1}`,
    platform,
    maker: isIPhone ? 'Apple' : 'Google',
    model: isIPhone ? 'iPhone 17' : 'Pixel 10',
    osVersion: isIPhone ? '26.1' : '16',
    isRooted: false,
    authenticator: undefined,
    passkeys: [],
    managedDeviceId: undefined,
    deviceId: undefined,
    signedInUntil: undefined,
  };
  world.change(person.user.id, (now) => ({ ...now, phones: [...now.phones, phone] }));
  return done(`A new ${phone.model}. Nobody has a record of it yet.`);
}

function reset(world: World, person: Person): ActionResult {
  world.reset(person.user.id);
  return done('As on the first day.');
}

export const phoneActions: ReadonlyMap<string, Action> = new Map([
  ...accountActions,
  ['update-os', onPhone(updateOs)],
  ['install-authenticator', onPhone(installAuthenticator)],
  ['sign-in-with-pass', onPhone(signInWithPass)],
  ['finish-registration', onPhone(finishRegistration)],
  ['make-passkey', onPhone(makePasskey)],
  ['leave-orphan', onPhone(leaveOrphan)],
  ['delete-passkey', deletePasskey],
  ['add-second-factor', addSecondFactor],
  ['remove-method', removeMethod],
  ['buy-phone', buyPhone],
  ['reset', reset],
]);
