import { timestamp } from './ids.ts';
import { authenticatorApp, isAuthenticator, isPasskey, passkey, textMessage } from './methods.ts';
import { entraVerdict, isStrong, newestAuthenticator, nextOsVersion, whyNotInAuthenticator } from './phone-rules.ts';
import type { Method, PasskeyProvider, Person, Phone } from './resources.ts';
import type { World } from './world.ts';

export type ActionInput = {
  /** Missing: the first phone. */
  readonly phone?: string;
  readonly passkey?: string;
  readonly provider?: PasskeyProvider;
  readonly from?: 'phone' | 'account' | 'both';
  readonly platform?: Phone['platform'];
  readonly method?: string;
};

/** What happened, as a person would tell it. `done: false`: nothing did. */
export type ActionResult = { readonly done: boolean; readonly says: string };

type Action = (world: World, person: Person, input: ActionInput) => ActionResult;

const providerNames: Readonly<Record<PasskeyProvider, string>> = {
  authenticator: 'Authenticator',
  'samsung-pass': 'Samsung Pass',
  icloud: 'iCloud Keychain',
  google: 'Google Password Manager',
};

function done(says: string): ActionResult {
  return { done: true, says };
}

function refused(says: string): ActionResult {
  return { done: false, says };
}

/** An action on a phone; without one there is nothing to do. */
function onPhone(act: (world: World, person: Person, phone: Phone, input: ActionInput) => ActionResult): Action {
  return (world, person, input) => {
    const phone = input.phone === undefined ? person.phones[0] : person.phones.find(({ id }) => id === input.phone);
    return phone === undefined ? refused('There is no such phone.') : act(world, person, phone, input);
  };
}

function changePhone(world: World, person: Person, phone: Phone, changes: Partial<Phone>): void {
  world.change(person.user.id, (now) => ({
    ...now,
    phones: now.phones.map((one) => (one.id === phone.id ? { ...one, ...changes } : one)),
  }));
}

function addMethod(world: World, person: Person, method: Method): void {
  world.change(person.user.id, (now) => ({ ...now, methods: [...now.methods, method] }));
}

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
  if (!person.methods.some(isStrong)) {
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

function keepOnPhone(world: World, person: Person, phone: Phone, provider: PasskeyProvider): string {
  const id = world.newId('f1d0', person);
  changePhone(world, person, phone, { passkeys: [...phone.passkeys, { id, provider }] });
  return id;
}

function finishRegistration(world: World, person: Person, phone: Phone): ActionResult {
  const obstacle = whyNotInAuthenticator(person, phone);
  if (obstacle !== undefined) return refused(obstacle);
  const verdict = entraVerdict(world, person, phone, 'authenticator');
  if (!verdict.isAccepted) return refused(verdict.because);
  const id = keepOnPhone(world, person, phone, 'authenticator');
  addMethod(world, person, passkey('authenticator', phone, id, timestamp(world.now()), verdict.isAttested));
  return done('The passkey is in Authenticator, and Entra has it.');
}

/** The phone makes it first; if Entra then says no, it stays behind on the phone. */
function makePasskey(world: World, person: Person, phone: Phone, { provider = 'icloud' }: ActionInput): ActionResult {
  if (provider === 'authenticator') return finishRegistration(world, person, phone);
  const verdict = entraVerdict(world, person, phone, provider);
  const id = keepOnPhone(world, person, phone, provider);
  const name = providerNames[provider];
  if (!verdict.isAccepted) return done(`${name} kept a passkey that Entra never took: ${verdict.because}`);
  addMethod(world, person, passkey(provider, phone, id, timestamp(world.now())));
  return done(`The passkey is in ${name}, and Entra has it.`);
}

function leaveOrphan(world: World, person: Person, phone: Phone, { provider }: ActionInput): ActionResult {
  const made = provider ?? 'authenticator';
  keepOnPhone(world, person, phone, made);
  return done(`${providerNames[made]} has a passkey that Entra has never heard of.`);
}

function deletePasskey(world: World, person: Person, { passkey: id, from = 'both' }: ActionInput): ActionResult {
  const isOnPhone = person.phones.some(({ passkeys }) => passkeys.some((one) => one.id === id));
  const isInAccount = person.methods.some((method) => isPasskey(method) && method.id === id);
  if (!isOnPhone && !isInAccount) return refused('There is no such passkey.');
  world.change(person.user.id, (now) => ({
    ...now,
    ...(from !== 'account' && {
      phones: now.phones.map((phone) => ({ ...phone, passkeys: phone.passkeys.filter((one) => one.id !== id) })),
    }),
    ...(from !== 'phone' && { methods: now.methods.filter((method) => method.id !== id) }),
  }));
  return done(from === 'both' ? 'Deleted.' : `Deleted from the ${from} only.`);
}

function addSecondFactor(world: World, person: Person): ActionResult {
  const method = textMessage(person.user.id, timestamp(world.now()));
  if (person.methods.some(({ id }) => id === method.id)) return refused('A phone number is registered already.');
  addMethod(world, person, method);
  return done('A phone number for text messages is registered.');
}

function removeMethod(world: World, person: Person, { method: id }: ActionInput): ActionResult {
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
  };
  world.change(person.user.id, (now) => ({ ...now, phones: [...now.phones, phone] }));
  return done(`A new ${phone.model}. Nobody has a record of it yet.`);
}

function reset(world: World, person: Person): ActionResult {
  world.reset(person.user.id);
  return done('As on the first day.');
}

export const phoneActions: ReadonlyMap<string, Action> = new Map([
  ['update-os', onPhone(updateOs)],
  ['install-authenticator', onPhone(installAuthenticator)],
  ['finish-registration', onPhone(finishRegistration)],
  ['make-passkey', onPhone(makePasskey)],
  ['leave-orphan', onPhone(leaveOrphan)],
  ['delete-passkey', deletePasskey],
  ['add-second-factor', addSecondFactor],
  ['remove-method', removeMethod],
  ['buy-phone', buyPhone],
  ['reset', reset],
]);
